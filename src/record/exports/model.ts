/** A file of the dataset. */
export interface DatasetFile {
  /** Within the dataset: `csv/companies.csv`. */
  path: string;
  mediaType: string;
  /** Hexadecimal. */
  sha256: string;
  bytes: number;
  /** Lines, rows or entities; null where it has none. */
  rows: number | null;
}

/** The whole record as it was at one moment, as files in one archive. */
export interface Dataset {
  /** The day on which it was made, and which of that day it is: `2026-11-26.1`. */
  version: string;
  madeAt: Date;
  /** When it was last found to be still the record. */
  lookedAt: Date;
  /** The number of the newest change that it has: follow `/api/v1/changes?since=` from there. */
  change: number;
  /** Of the archive. */
  sha256: string;
  bytes: number;
  statements: number;
  files: DatasetFile[];
}

/** What a dataset's archive is called. */
export function archiveName(version: string): string {
  return `record-${version}.tar.gz`;
}

/** The address of a file of a dataset; of the archive where no path is given. */
export function datasetAddress(version: string, path = archiveName(version)): string {
  return `/api/v1/dataset/${version}/${path}`;
}

/** The sheets of a workbook are held in memory: a longer table is there as CSV and JSON Lines. */
export const mostSheetRows = 20_000;
