import type { Id } from '../foundation/database/id.ts';
import type { Lang } from '../foundation/i18n/lang.ts';

/** What a file is to those who look for it. Video counts sound too. */
export const fileKinds = ['picture', 'document', 'video', 'other'] as const;
export type FileKind = (typeof fileKinds)[number];

/** @returns what a file of this media type is. */
export function kindOf(mediaType: string): FileKind {
  if (mediaType.startsWith('image/')) return 'picture';
  if (mediaType.startsWith('video/') || mediaType.startsWith('audio/')) return 'video';
  return /^(application|text)\//.test(mediaType) ? 'document' : 'other';
}

const MB = 1024 * 1024;
/** The largest that may come in, in bytes, by what it turns out to be. */
export const largest = { picture: 40 * MB, document: 100 * MB, video: 2048 * MB } as const;
/** Before anybody has looked inside: the largest of them. */
export const largestUpload = largest.video;
/** Unfinished uploads that one person may have at a time. */
export const openUploadsEach = 40;
/** Bytes that one person may have waiting, finished or not. */
export const waitingBytesEach = 8 * 1024 * MB;

/** Whether a form of this address may bring files, in more time and more bytes than any other; it bounds them itself. */
export function takesFiles(path: string): boolean {
  return (
    path.startsWith('/desk/uploads') ||
    path === '/desk/import' ||
    /^\/desk\/register\/[0-9a-f-]{36}\/letter$/.test(path)
  );
}

/** How long an upload that nobody continues is kept, and one that was put away. */
export const abandonedAfterDays = 7;
export const putAwayDays = 90;

/** Where an upload stands: receiving → received → checked → ready, or refused. */
export type UploadState = 'receiving' | 'received' | 'checked' | 'ready' | 'refused';

/** Why a file was refused. Each has its sentence in the desk (`desk.files.refused.<reason>`). */
export const refusals = [
  'empty',
  'too_large',
  'type',
  'active',
  'heic',
  'macros',
  'encrypted',
  'broken',
  'pixels',
  'virus',
  'scan_limit',
  'text',
  'fatal',
  'missing',
] as const;
export type Refusal = (typeof refusals)[number];

/** A stored file as the desk lists it. */
export interface StoredFile {
  sha256: string;
  name: string;
  bytes: number;
  mediaType: string;
  madeAt: Date;
  uploadedBy: string | null;
  discreet: boolean;
  putAwayAt: Date | null;
  uses: number;
  picture: PictureShape | null;
  /** In the language that was asked for; '' where nobody has written one. */
  alt: string;
}

export interface PictureShape {
  width: number;
  height: number;
  focalX: number;
  focalY: number;
  variants: readonly PictureVariant[];
}

export const pictureFormats = ['avif', 'webp', 'jpeg'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** A picture as it is served: a stored blob without metadata. */
export interface PictureVariant {
  format: PictureFormat;
  width: number;
  height: number;
  sha256: string;
}

/** A picture with all that is known of it. */
export interface PictureData {
  /** Of the original, by which texts name it: `/files/<sha256>/<name>`. */
  sha256: string;
  name: string;
  width: number;
  height: number;
  /** What must stay in sight when it is cut, in percent from left and top. */
  focal: { x: number; y: number };
  variants: readonly PictureVariant[];
  alt: Partial<Record<Lang, string>>;
  credit: Partial<Record<Lang, string>>;
}

/** Where a file is used. */
export interface FileUse {
  thingId: Id;
  kind: string;
  slug: string | null;
  /** What the thing is called, in whatever language it was last written. */
  title: string | null;
  field: string;
  public: boolean;
}

/** A field whose use shows to the staff only begins with this. */
export const draftField = 'draft';

const reference = /\/files\/([0-9a-f]{64})(?![0-9a-f])/g;

/** @returns the SHA-256 of every file that the texts (Markdown, addresses) name, each once. */
export function filesNamedIn(texts: readonly string[]): string[] {
  return [
    ...new Set(texts.flatMap((text) => [...text.matchAll(reference)].map(([, sha256 = '']) => sha256))),
  ];
}

/** @returns the address of a stored file; for a picture, the one by which texts name it. */
export function fileAddress(file: { sha256: string; name: string }): string {
  return `/files/${file.sha256}/${encodeURIComponent(file.name.toWellFormed())}`;
}

/** The widths, in px, in which a picture of this width is kept: never larger than it is. */
export function widthsFor(width: number): number[] {
  const smaller = [480, 960, 1600].filter((one) => one < width);
  return width <= 1600 ? [...smaller, width] : smaller;
}
