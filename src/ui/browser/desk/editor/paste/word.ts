/**
 * Word's lists are paragraphs that look like list items: `mso-list:l0 level2 lfo1` says the depth, a span that is to be
 * ignored holds the mark.
 */
export function listsFromWord(body: HTMLElement): void {
  let open: { depth: number; list: HTMLElement }[] = [];
  let previous: Element | null = null;
  for (const paragraph of body.querySelectorAll<HTMLElement>('p[data-style*="mso-list:" i], li p')) {
    const depth = Number(/mso-list:\s*\S+\s+level(\d+)/i.exec(paragraph.dataset.style ?? '')?.[1] ?? 0);
    const marker = takeMarker(paragraph);
    if (depth === 0 || paragraph.closest('li')) continue;
    const follows = previous !== null && paragraph.previousElementSibling === previous;
    if (!follows) open = [];
    while (open.length > 0 && (open.at(-1)?.depth ?? 0) > depth) open.pop();
    if (open.at(-1)?.depth !== depth) {
      const list = listFor(body.ownerDocument, marker);
      const outer = open.at(-1)?.list;
      if (outer) outer.lastElementChild?.append(list);
      else paragraph.before(list);
      open.push({ depth, list });
    }
    const item = body.ownerDocument.createElement('li');
    item.append(...paragraph.childNodes);
    open.at(-1)?.list.append(item);
    previous = open[0]?.list ?? null;
    paragraph.remove();
  }
  // A heading that Word numbers is a heading.
  for (const ignored of body.querySelectorAll('[data-style*="mso-list:ignore" i]')) ignored.remove();
}

function takeMarker(paragraph: HTMLElement): string {
  const span = paragraph.querySelector('[data-style*="mso-list:ignore" i]');
  const text = span?.textContent ?? '';
  span?.remove();
  return text.replace(/[\s\u00a0]+/g, '');
}

function listFor(document: Document, marker: string): HTMLElement {
  // 1. 1) (1) ١- a. iv) أ- : a bullet has no letter or digit before its point. The letter o alone is a bullet of Word's.
  const numbered = /^\(?(\p{Nd}+|[a-z]|[ivxlc]+|[أ-ي])[.)\-–]/iu.exec(marker);
  const list = document.createElement(numbered ? 'ol' : 'ul');
  const start = Number(numbered?.[1]);
  if (start > 1) list.setAttribute('start', String(start));
  return list;
}

/**
 * Footnotes of Word (`#_ftn1`, and `#_ftnref1` back) and of Google Docs (`#ftnt1`): the marks and the notes get the
 * numbers from `first` on, as they are cited.
 */
export function notesFromWord(body: HTMLElement, first: number): void {
  const document = body.ownerDocument;
  const labels = new Map<string, string>();
  for (const link of body.querySelectorAll<HTMLAnchorElement>(
    'a[href*="#_ftn"], a[href*="#ftnt"], a[href*="#_edn"]',
  )) {
    const name = /#_?((?:ftn|edn|ftnt)\d+)$/.exec(link.getAttribute('href') ?? '')?.[1];
    if (name === undefined || noteOf(body, name) === null) continue;
    const label = labels.get(name) ?? String(first + labels.size);
    labels.set(name, label);
    const mark = document.createElement('sup');
    mark.dataset.footnote = label;
    (link.closest('sup') ?? link).replaceWith(mark);
  }
  for (const [name, label] of labels) {
    const note = noteOf(body, name);
    if (!note) continue;
    for (const back of note.querySelectorAll('a[href*="ref"]')) back.remove();
    const aside = document.createElement('aside');
    aside.dataset.footnote = label;
    aside.append(...note.childNodes);
    note.remove();
    body.append(aside);
  }
  for (const rest of body.querySelectorAll('[data-style*="mso-element:footnote-list" i]'))
    rest.replaceWith(...rest.children);
}

function noteOf(body: HTMLElement, name: string): Element | null {
  const word = body.querySelector(`div[id="${name}"]`);
  if (word) return word;
  // Google Docs: <div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> text</p></div>
  return body.querySelector(`a[id="${name}"]`)?.closest('div') ?? null;
}
