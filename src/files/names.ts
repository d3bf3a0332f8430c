/** Characters that no name keeps: controls, what turns the direction of a line, what cannot be seen, halves of characters. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
const longest = 120;

/**
 * A name of ours from what a device called its file: no path, no control or direction mark, at most 120 characters,
 * the ending kept. Never empty.
 */
export function cleanName(given: string): string {
  const base = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const seen = base
    .replace(unseen, (mark) => (mark === '\u200c' ? mark : ''))
    .replace(/[\s:*?"<>|]+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const { stem, ending } = split(seen);
  const room = longest - ending.length;
  const short = [...stem].slice(0, room).join('').trim();
  return (short || 'file') + ending;
}

/** The name with the ending that its content has: `holiday.exe` that is a JPEG is `holiday.jpg`. */
export function withEnding(name: string, ending: string): string {
  const { stem, ending: own } = split(name);
  if (own.toLowerCase() === `.${ending}` || (ending === 'jpg' && own.toLowerCase() === '.jpeg')) return name;
  return `${stem || 'file'}.${ending}`;
}

function split(name: string): { stem: string; ending: string } {
  const found = /^(.*)(\.[a-z0-9]{1,8})$/isu.exec(name);
  return found ? { stem: found[1] ?? '', ending: found[2] ?? '' } : { stem: name, ending: '' };
}
