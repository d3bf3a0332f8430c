/**
 * Text as Markdown that is read as that text. Only what would be read otherwise is escaped: editors who switch to
 * Markdown read their own words.
 *
 * @param atStart whether the text begins a line, where more characters mean something
 */
export function escapeText(text: string, atStart: boolean): string {
  const escaped = text
    .replace(/[\\`*~[\]]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/<(?=[a-z])/gi, '\\<')
    .replace(/&(?=#?[a-z0-9]+;)/gi, '\\&');
  if (!atStart) return escaped;
  return escaped
    .replace(/^ +/, '')
    .replace(/^(#{1,6})(?=\s|$)/, '\\$1')
    .replace(/^[-+](?=\s|$|-)/, '\\$&')
    .replace(/^[>|:=]/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

/** A character as an entity: it is no letter then to the rules of emphasis, and still itself on the page. */
export function asEntity(character: string): string {
  return `&#${character.codePointAt(0) ?? 0xfffd};`;
}

/** An address within the brackets of a link. */
export function escapeAddress(address: string): string {
  return address.replace(/[()\\]/g, '\\$&').replace(/[\s<>]/g, encodeURIComponent);
}

/** A caption within its quotation marks. */
export function escapeTitle(title: string): string {
  return title.replace(/[\\"]/g, '\\$&').replace(/&(?=#?[a-z0-9]+;)/gi, '\\&');
}
