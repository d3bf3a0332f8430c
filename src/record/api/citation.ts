/** @returns how to cite an address of the record; whoever cites it adds the day on which they saw it. */
export function citationText(initiative: string | null, url: string): string {
  return `${initiative === null ? '' : `${initiative}: `}The record of private military and security companies. ${url}`;
}
