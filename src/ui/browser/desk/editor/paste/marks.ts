/** Elements that mark a part of a line, by what they look like, and what they mark when no style says otherwise. */
const byTag: Record<string, string> = {
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  s: 's',
  strike: 's',
};

/**
 * Emphasis as elements, wherever it was said by a style: `<span style="font-weight:700">` is strong, and the
 * `<b style="font-weight:normal">` that Google Docs puts around everything is not.
 */
export function marksFromStyles(body: HTMLElement): void {
  for (const element of body.querySelectorAll<HTMLElement>(
    'b, strong, i, em, s, strike, span, font, ins, u, a',
  )) {
    const style = element.dataset.style ?? '';
    const own = byTag[element.localName];
    const marks = [
      marked(style, /(?:^|;)font-weight:([^;]+)/i, isBold, own === 'strong') ? 'strong' : null,
      marked(style, /(?:^|;)font-style:([^;]+)/i, (value) => /italic|oblique/i.test(value), own === 'em')
        ? 'em'
        : null,
      marked(
        style,
        /(?:^|;)text-decoration(?:-line)?:([^;]+)/i,
        (value) => /line-through/i.test(value),
        own === 's',
      )
        ? 's'
        : null,
    ].filter((mark) => mark !== null);
    const around =
      element.querySelector('p, ul, ol, table, h1, h2, h3, h4, h5, h6, div') === null ? marks : [];
    let inner: HTMLElement = element;
    if (element.localName !== 'a') {
      // Neutral from here on: what it marks is said by the elements within.
      inner = body.ownerDocument.createElement('span');
      inner.append(...element.childNodes);
      element.replaceWith(inner);
    }
    for (const mark of around) {
      const made = body.ownerDocument.createElement(mark);
      made.append(...inner.childNodes);
      inner.append(made);
    }
  }
}

function marked(
  style: string,
  property: RegExp,
  says: (value: string) => boolean,
  otherwise: boolean,
): boolean {
  const value = property.exec(style)?.[1];
  return value === undefined ? otherwise : says(value);
}

function isBold(value: string): boolean {
  return /^bold/i.test(value.trim()) || Number.parseInt(value, 10) >= 600;
}
