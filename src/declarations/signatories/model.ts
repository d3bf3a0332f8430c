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
  const parts = /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? '');
  const [, listedOn, publicId] = parts ?? [];
  if (!listedOn || !publicId || new Date(listedOn).toISOString().slice(0, 10) !== listedOn) return null;
  return { listedOn, publicId };
}
