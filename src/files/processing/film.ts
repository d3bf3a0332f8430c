import { open } from 'node:fs/promises';
import { Refused } from './model.ts';

/**
 * Walks the boxes of an MP4 (ISO/IEC 14496-12 section 4.2) from the first to the last, reading their sizes only.
 * @throws Refused `broken` when a box reaches over the end, or the one that says how to play it is missing.
 */
export async function checkMp4(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    let at = 0;
    let playable = false;
    for (let boxes = 0; at < size; boxes += 1) {
      const head = Buffer.alloc(16);
      const { bytesRead } = await handle.read(head, 0, 16, at);
      if (bytesRead < 8 || boxes > 100_000) throw new Refused('broken');
      const small = head.readUInt32BE(0);
      const length = small === 1 ? Number(head.readBigUInt64BE(8)) : small === 0 ? size - at : small;
      if (length < 8 || at + length > size) throw new Refused('broken');
      const type = head.toString('latin1', 4, 8);
      if (type === 'moov' || type === 'moof') playable = true;
      at += length;
    }
    if (!playable) throw new Refused('broken');
  } finally {
    await handle.close();
  }
}
