/** In UTF-16 units. The longest report of the starter library has a tenth of this. */
const longest = 400_000;

/**
 * A text as it is kept: NFC, lines end in \n, no controls, nothing that overrides the direction, no half characters, no
 * empty lines around it, no spaces at the end of a line but the two that break it. What is clean stays as it is.
 *
 * @returns null when the text is too long to be a text
 */
export function cleanMarkdown(text: string): string | null {
  if (text.length > longest) return null;
  return (
    text
      .toWellFormed()
      .normalize('NFC')
      .replace(/\r\n?|[\u2028\u2029]/g, '\n')
      .replace(/\t/g, '    ')
      // The soft hyphen and the byte-order mark come with pasted text and break its search.
      .replace(/[^\P{Cc}\n]|[\u00ad\ufeff]/gu, '')
      // Embeddings and overrides turn figures round for the eye alone: 17 would be read as 71, and exported as 17.
      .replace(/[\u202a-\u202e]/g, '')
      .replace(/^ +$/gm, '')
      .replace(/ +(?=\n|$)/g, (spaces) => (spaces.length > 1 ? '  ' : ''))
      .replace(/ +(?=\n *\n|\n*$)/g, '')
      .replace(/^\n+|[\n ]+$/g, '')
  );
}
