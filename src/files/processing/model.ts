import { z } from 'zod';
import { type PictureFormat, pictureFormats, type Refusal, refusals } from '../model.ts';

/** What the process that looks into files is asked to do: one file, and nothing else. */
export interface Work {
  /** Where the bytes lie that came in. Absolute. */
  path: string;
  name: string;
  /** Take out of the kept bytes who made it, where and with what. */
  discreet: boolean;
  /** An empty folder for what it makes. Absolute. */
  out: string;
}

const size = z.int().positive();
/** A file in the folder of the work. */
const madeFile = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** What it says. Checked: a file may have taken the process over. */
export const answerShape = z.union([
  z.object({ refused: z.enum(refusals) }),
  z.object({
    mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,100}$/),
    name: z.string().min(1).max(200),
    /** What to keep in place of what came in; null: that as it is. */
    kept: madeFile.nullable(),
    picture: z
      .object({
        width: size,
        height: size,
        variants: z.array(
          z.object({ format: z.enum(pictureFormats), width: size, height: size, file: madeFile }),
        ),
      })
      .nullable(),
  }),
]);
export type Answer = z.infer<typeof answerShape>;

/** A form of a picture that was put into the store. */
export interface MadeVariant {
  format: PictureFormat;
  width: number;
  height: number;
  sha256: string;
  bytes: number;
}

/** What became of a file. All its blobs are in the store; no row names them yet. */
export interface Made {
  sha256: string;
  bytes: number;
  mediaType: string;
  name: string;
  discreet: boolean;
  /** Upright, as it is seen. */
  picture: { width: number; height: number; variants: MadeVariant[] } | null;
}

/** Ends the work on a file: what is wrong with it. */
export class Refused extends Error {
  readonly reason: Refusal;

  constructor(reason: Refusal) {
    super(reason);
    this.name = 'Refused';
    this.reason = reason;
  }
}
