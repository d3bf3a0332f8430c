/** What the scripts of a page say, in the language of the desk: the server writes it into the page (editing-words.tsx). */
export type Words = (key: string, values?: Readonly<Record<string, string>>) => string;

/** @returns the words of the page; null on a page that has none, where nothing is edited. */
export function readWords(root: Document): Words | null {
  const text = root.querySelector('script[data-words]')?.textContent;
  if (!text) return null;
  // The server wrote it: an object of texts.
  const said = JSON.parse(text) as Record<string, string>;
  return (key, values = {}) =>
    (said[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
