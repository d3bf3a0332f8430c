/** The types are hono's: what is written as `<a href="…">` is checked by them, and `Child` and `FC` are theirs. */
export type { JSX } from 'hono/jsx/jsx-runtime';

/** A piece of HTML, safe to stand in another. Known by `isEscaped`, as are those of hono's `raw`. */
class Html {
  readonly isEscaped = true;
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

type Props = Readonly<Record<string, unknown>>;

/**
 * Renders an element or a component, at once and without await: what is inside is HTML already when its outside is made.
 * Gives, byte for byte, what hono/jsx gives for what we write, but for one thing: a `link`, `meta` or `title` stays where
 * it was written. It keeps no tree of nodes and asks no context, which takes a quarter of the report's time in this
 * process away. The compiler calls it for each `<…>`.
 * @param tag an element's name, or a component. Names of elements and attributes are the code's own, never a visitor's.
 * @throws for what cannot be written: a promise, a function, an object that is no HTML.
 */
export function jsx(tag: string | ((props: Props) => unknown), props: Props): Html {
  if (typeof tag === 'function') return new Html(inner(tag(props)));
  let text = `<${tag}`;
  for (const name in props) {
    if (name === 'children') continue;
    text += attribute(name, props[name]);
  }
  if (!('children' in props)) return new Html(empty.has(tag) ? `${text}/>` : `${text}></${tag}>`);
  return new Html(`${text}>${inner(props.children)}</${tag}>`);
}

export { jsx as jsxs };

/** Several pieces after each other: `<>…</>`. */
export function Fragment({ children }: { children?: unknown }): unknown {
  return children;
}

/** What stands between two tags. */
function inner(child: unknown): string {
  if (typeof child === 'string') return escapeText(child);
  if (child === null || child === undefined || typeof child === 'boolean') return '';
  if (typeof child === 'number') return String(child);
  if (Array.isArray(child)) {
    let text = '';
    for (const each of child) text += inner(each);
    return text;
  }
  if (isHtml(child)) return child.toString();
  throw new TypeError(`neither text nor HTML: ${Object.prototype.toString.call(child)}`);
}

function attribute(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return ` ${name}="${escapeText(value)}"`;
  if (typeof value === 'number') return ` ${name}="${value}"`;
  if (typeof value === 'boolean') {
    if (!there.has(name)) return ` ${name}="${value}"`;
    return value ? ` ${name}=""` : '';
  }
  throw new TypeError(`no value of an attribute: ${name}`);
}

function isHtml(child: unknown): child is { toString(): string } {
  return typeof child === 'object' && child !== null && 'isEscaped' in child && child.isEscaped === true;
}

const marks: Readonly<Record<string, string>> = {
  '"': '&quot;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

function escapeText(text: string): string {
  return /[&<>'"]/.test(text) ? text.replace(/[&<>'"]/g, (mark) => marks[mark] ?? '') : text;
}

/** Elements without an end (HTML, "Void elements"). */
const empty = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

/** Attributes that say something by being there (HTML, "Boolean attributes"). For any other `true` and `false` are words. */
const there = new Set(
  `allowfullscreen async autofocus autoplay checked controls default defer disabled download formnovalidate hidden inert
  ismap itemscope loop multiple muted nomodule novalidate open playsinline readonly required reversed selected`.split(
    /\s+/,
  ),
);
