import type { Step } from '../register/model.ts';

/** A listed signature as the public may see it: nothing of it tells more than its signatory chose to show. */
export interface Signatory {
  /** Random: unlike our own ids it does not tell the moment of signing. */
  publicId: string;
  kind: 'organisation' | 'person';
  name: string;
  nameAr: string | null;
  country: string;
  website: string | null;
  /** The day, YYYY-MM-DD in Baghdad. */
  listedOn: string;
  /** How an organisation was verified; none of a person. */
  steps: readonly Step[];
}

/** The place in the list after which a page goes on. */
export interface SignatoryCursor {
  listedOn: string;
  publicId: string;
}

/** @returns the cursor as it stands in an address. */
export function writeCursor(signatory: Pick<Signatory, 'listedOn' | 'publicId'>): string {
  return `${signatory.listedOn}.${signatory.publicId}`;
}

/** @returns the cursor of an address; null for anything else, which means the first page. */
export function readCursor(text: string | undefined): SignatoryCursor | null {
  const parts =
    /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
      text ?? '',
    );
  const [, listedOn, publicId] = parts ?? [];
  // No list is older than 1900, and no database takes the year 0000 or the 31st of February.
  if (!listedOn || !publicId || listedOn < '1900' || !isDay(listedOn)) return null;
  return { listedOn, publicId };
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
}

/** Letters that a word needs to be searched for: the index of the names knows them by threes, whatever the script. */
const shortestWord = 3;
/** More words than these make no search more exact. */
const mostWords = 4;

/**
 * @param key a search as `searchKey` normalises it.
 * @returns the words that a name has to hold, in any order: each once, those too short for the index left out. None
 * means that it is no search.
 */
export function searchWords(key: string): string[] {
  const words = key.split(' ').filter((word) => [...word].length >= shortestWord);
  return [...new Set(words)].slice(0, mostWords);
}
