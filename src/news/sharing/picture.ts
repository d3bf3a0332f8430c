import { Readable } from 'node:stream';
import { openBlob } from '../../foundation/files/blobs.ts';

/** @returns a card's picture as the body of an answer; null when its bytes are not there. */
export async function pictureOf(
  dataDir: string,
  sha256: string,
): Promise<{ stream: ReadableStream; headers: Record<string, string> } | null> {
  const blob = await openBlob(dataDir, sha256);
  if (blob === null) return null;
  return {
    // Node's stream type and the web's differ only in name here.
    stream: Readable.toWeb(blob.stream) as ReadableStream,
    headers: { 'content-type': 'image/png', 'content-length': String(blob.bytes) },
  };
}
