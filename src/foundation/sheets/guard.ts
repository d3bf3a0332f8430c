/** What a spreadsheet would compute, at the beginning of a cell; with the apostrophes that may stand before it already. */
const formula = /^'*[=+\-@\t\r＝＋－＠]/;

/** @returns a text that no spreadsheet takes for a formula. `unguarded` gives the text back, whatever it was. */
export function guarded(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** @returns the text that was guarded; one that was not stays as it is. */
export function unguarded(text: string): string {
  return text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text;
}
