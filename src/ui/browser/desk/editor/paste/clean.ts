import { addressFrom } from '../address.ts';
import { marksFromStyles } from './marks.ts';
import { keepTables } from './tables.ts';
import { listsFromWord, notesFromWord } from './word.ts';

/** Never part of a text: what programs add for themselves, what is hidden, what was struck in tracked changes, comments. */
const dropped = [
  'style, script, meta, link, title, xml, template, noscript, iframe, object, embed, svg, math, video, audio',
  'input, select, button, textarea',
  'del, .msoDel, .MsoCommentReference, .MsoCommentText, .MsoCommentSubject',
  '[data-style*="display:none" i], [data-style*="mso-hide:all" i], [data-style*="mso-element:comment" i]',
].join(', ');
const blocks = /^(p|h[1-6]|ul|ol|li|blockquote|pre|hr|aside|table)$/;
const kept = /^(p|h[1-6]|ul|ol|li|blockquote|pre|hr|aside|strong|em|s|code|a|br|img|sup)$/;

/**
 * What Word, Google Docs and web pages put on the clipboard, as what a text of ours can hold: headings, lists, emphasis,
 * links, footnotes, tables. Everything else goes.
 *
 * @param firstNote the number that the first footnote of the pasted text takes
 * @returns clean HTML for the editor's own parser, and how many pictures were left out
 */
export function cleanPasted(html: string, firstNote: number): { html: string; pictures: number } {
  const body = parse(html);
  for (const element of body.querySelectorAll(dropped)) element.remove();
  const pictures = dropPictures(body);
  notesFromWord(body, firstNote);
  listsFromWord(body);
  titles(body);
  marksFromStyles(body);
  cleanLinks(body);
  tidyText(body);
  keepTables(body);
  keepKnown(body);
  mendLists(body);
  breakParagraphs(body);
  dropEmpty(body);
  return { html: body.innerHTML, pictures };
}

/** The policy of the page forbids styles in elements, even where nobody will see them: they are read under another name. */
function parse(html: string): HTMLElement {
  const fragment = /<!--StartFragment-->([\s\S]*?)(?:<!--EndFragment-->|$)/i.exec(html)?.[1];
  // Word puts its notes after the fragment in some versions; the whole body is a superset of the fragment.
  const whole = fragment !== undefined && !/mso-element\s*:\s*footnote/i.test(html) ? fragment : html;
  const safe = whole
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style='))
    .replace(/<style[\s\S]*?<\/style>/gi, '');
  const { body } = new DOMParser().parseFromString(safe, 'text/html');
  for (const element of body.querySelectorAll<HTMLElement>('[data-style]'))
    element.dataset.style = (element.dataset.style ?? '').replace(/\s*([:;])\s*/g, '$1');
  return body;
}

/** Pictures of ours stay; others have no address that our pages could show. */
function dropPictures(body: HTMLElement): number {
  let count = 0;
  for (const picture of body.querySelectorAll('img')) {
    const address = addressFrom(picture.getAttribute('src') ?? '', location.origin);
    if (address && /^\/files\/[0-9a-f]{64}\//.test(address)) {
      picture.setAttribute('src', address);
      continue;
    }
    picture.remove();
    count += 1;
  }
  return count;
}

function titles(body: HTMLElement): void {
  for (const title of body.querySelectorAll('p.MsoTitle, p.title')) rename(title, 'h1');
  for (const title of body.querySelectorAll('p.MsoSubtitle, p.subtitle')) rename(title, 'h2');
}

function cleanLinks(body: HTMLElement): void {
  for (const link of body.querySelectorAll('a')) {
    const href = link.getAttribute('href') ?? '';
    const url = URL.parse(href);
    // Google Docs leads through Google, so that it learns of every click.
    const led =
      url?.hostname === 'www.google.com' && url.pathname === '/url' ? url.searchParams.get('q') : null;
    const address = href.startsWith('#') ? null : addressFrom(led ?? href, location.origin);
    if (address === null || link.textContent?.trim() === '') unwrap(link);
    else link.setAttribute('href', address);
  }
}

/** Line ends of the source, hard spaces, marks of direction and soft hyphens: nothing that anybody typed. */
function tidyText(body: HTMLElement): void {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeValue ?? '';
    const clean = text.replace(/[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '');
    node.nodeValue = node.parentElement?.closest('pre') ? clean : clean.replace(/[\s\u00a0]+/g, ' ');
  }
}

/** Every element that a text cannot hold gives way to what stands in it; what parts blocks becomes a paragraph. */
function keepKnown(body: HTMLElement): void {
  for (const element of [...body.querySelectorAll<HTMLElement>('*')].reverse()) {
    const tag = element.localName;
    const loose = /^(sup|aside)$/.test(tag) && !element.dataset.footnote;
    if (kept.test(tag) && !loose) {
      for (const { name } of [...element.attributes])
        if (!/^(href|src|alt|title|start|data-footnote|data-kept)$/.test(name)) element.removeAttribute(name);
    } else if (
      /^(div|section|article|header|footer|main|center|dd|dt|figure|figcaption|address)$/.test(tag)
    ) {
      if ([...element.querySelectorAll('*')].some((inner) => blocks.test(inner.localName))) unwrap(element);
      else rename(element, 'p');
    } else unwrap(element);
  }
  for (const mark of body.querySelectorAll(':is(h1, h2, h3, h4, h5, h6) strong')) unwrap(mark);
}

/** A list within a list stands in the item before it, as HTML wants and Google Docs does not. */
function mendLists(body: HTMLElement): void {
  for (const inner of body.querySelectorAll(':is(ul, ol) > :is(ul, ol)')) {
    const before = inner.previousElementSibling;
    if (before?.localName === 'li') before.append(inner);
    else if (inner.parentElement) {
      const item = body.ownerDocument.createElement('li');
      inner.before(item);
      item.append(inner);
    }
  }
  for (const paragraph of body.querySelectorAll('li > p:only-child')) unwrap(paragraph);
  for (const paragraph of body.querySelectorAll('li > p:first-child'))
    if (
      [...(paragraph.parentElement?.children ?? [])].every(
        (one) => one === paragraph || /^[uo]l$/.test(one.localName),
      )
    )
      unwrap(paragraph);
}

/** Two line breaks make a paragraph; one between blocks, or at the end of one, makes nothing. */
function breakParagraphs(body: HTMLElement): void {
  for (const paragraph of body.querySelectorAll('p')) {
    for (let first = paragraph.querySelector('br + br'); first; first = paragraph.querySelector('br + br')) {
      if (first.parentElement !== paragraph) break;
      const before = first.previousSibling;
      if (before?.nodeType === 3 && before.nodeValue?.trim() !== '') break;
      const head = body.ownerDocument.createElement('p');
      while (paragraph.firstChild && paragraph.firstChild !== first) head.append(paragraph.firstChild);
      first.remove();
      paragraph.before(head);
    }
  }
  for (const line of body.querySelectorAll('br')) {
    const parent = line.parentElement;
    const last =
      !line.nextSibling || (line.nextSibling.nodeValue?.trim() === '' && !line.nextSibling.nextSibling);
    const between = parent === body && hasBlock(line.previousElementSibling, line.nextElementSibling);
    if (last || between || !line.previousSibling) line.remove();
  }
}

function hasBlock(...around: (Element | null)[]): boolean {
  return around.some((element) => element !== null && blocks.test(element.localName));
}

function dropEmpty(body: HTMLElement): void {
  for (const element of [...body.querySelectorAll<HTMLElement>('*')].reverse()) {
    const holds = element.matches('br, hr, img, sup') || element.querySelector('img, hr, sup') !== null;
    if (holds || element.textContent?.trim() !== '') continue;
    // A space between words may have been bold.
    if (/^(strong|em|s|code|a)$/.test(element.localName)) unwrap(element);
    else element.remove();
  }
  for (const node of [...body.childNodes])
    if (node.nodeType === 3 && node.nodeValue?.trim() === '') node.remove();
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

function rename(element: Element, tag: string): void {
  const renamed = element.ownerDocument.createElement(tag);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
}
