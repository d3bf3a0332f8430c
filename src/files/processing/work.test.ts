import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import * as mupdf from 'mupdf';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBlob } from '../../foundation/files/blobs.ts';
import { film, letter, photograph, pngBomb, report, zip } from '../testing.ts';
import { lookInto } from './look.ts';
import type { Made } from './model.ts';
import { runIn } from './run.ts';

const worker = runIn(join(import.meta.dirname, 'worker.ts'));
const limits = { ms: 60_000, mb: 1024 };
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tadamun-work-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** Sends a file through the real process. */
async function send(
  name: string,
  bytes: Buffer | string,
  options: { discreet?: boolean; limits?: Partial<typeof limits> } = {},
) {
  const path = join(dataDir, 'incoming');
  await writeFile(path, bytes);
  const file = { path, name, discreet: options.discreet ?? false, dataDir };
  return lookInto(file, worker, { ...limits, ...options.limits }, new AbortController().signal);
}

async function kept(name: string, bytes: Buffer | string, discreet = false): Promise<Made> {
  const outcome = await send(name, bytes, { discreet });
  if (outcome === 'died' || 'refused' in outcome) throw new Error(`not kept: ${JSON.stringify(outcome)}`);
  return outcome.made;
}

async function bytesOf(sha256: string): Promise<Buffer> {
  const blob = await openBlob(dataDir, sha256);
  if (!blob) throw new Error('not in the store');
  return buffer(blob.stream);
}

/** Words that a camera or a program left, as they stand in bytes. */
const traces = /Sample|Exif|GPS|xmpmeta|photoshop|ICC_PROFILE/;

describe('a photograph', () => {
  test('is served in small forms, upright, and in none of them is who took it, where or with what', async () => {
    const original = await photograph();
    expect((await sharp(original).metadata()).exif).toBeDefined();
    expect(original.toString('latin1')).toMatch(/Sample Photographer/);
    const made = await kept('holiday.JPG', original);
    expect(made).toMatchObject({ name: 'holiday.JPG', mediaType: 'image/jpeg', discreet: false });
    // The camera lay on its side.
    expect(made.picture).toMatchObject({ width: 1000, height: 1400 });
    const forms = made.picture?.variants ?? [];
    expect(forms.map(({ format, width }) => `${format} ${width}`).sort()).toEqual(
      ['avif 480', 'avif 960', 'avif 1000', 'jpeg 1000', 'webp 480', 'webp 960', 'webp 1000'].sort(),
    );
    for (const form of forms) {
      const bytes = await bytesOf(form.sha256);
      const found = await sharp(bytes).metadata();
      expect([found.width, found.height]).toEqual([form.width, form.height]);
      expect(found).not.toHaveProperty('exif');
      expect(found).not.toHaveProperty('xmp');
      expect(found).not.toHaveProperty('iptc');
      expect(found.orientation ?? 1).toBe(1);
      expect(bytes.toString('latin1')).not.toMatch(traces);
    }
    // The original is kept as it came.
    expect(await bytesOf(made.sha256)).toEqual(original);
  });

  test('is kept without its traces where that was asked for', async () => {
    const made = await kept('a.jpg', await photograph(400, 300), true);
    expect(made.discreet).toBe(true);
    const bytes = await bytesOf(made.sha256);
    expect(bytes.toString('latin1')).not.toMatch(traces);
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 300, height: 400 });
  });

  test('is never made larger, and a see-through one is on white where it is a JPEG', async () => {
    const small = await sharp({ create: { width: 300, height: 200, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer();
    const { picture } = await kept('logo.png', small);
    expect(picture?.variants.map(({ format, width }) => `${format} ${width}`).sort()).toEqual([
      'avif 300',
      'jpeg 300',
      'webp 300',
    ]);
    const jpeg = picture?.variants.find(({ format }) => format === 'jpeg');
    const { channels } = await sharp(await bytesOf(jpeg?.sha256 ?? '')).stats();
    expect(channels[0]?.min).toBe(255);
  });

  test('that is cut off, or would fill the memory, is refused', async () => {
    const whole = await photograph(900, 700);
    expect(await send('cut.jpg', whole.subarray(0, whole.length / 2))).toEqual({ refused: 'broken' });
    expect(await send('bomb.png', pngBomb(50_000, 50_000))).toEqual({ refused: 'pixels' });
    expect(await send('lie.png', pngBomb(9_000, 9_000))).toEqual({ refused: 'broken' });
  });
});

describe('a PDF', () => {
  test('stays byte for byte as it came', async () => {
    const bytes = report();
    const made = await kept('report.pdf', bytes);
    expect(made).toMatchObject({ mediaType: 'application/pdf', discreet: false, picture: null });
    expect(await bytesOf(made.sha256)).toEqual(bytes);
  });

  test('loses who made it, where that was asked for', async () => {
    expect(report().toString('latin1')).toMatch(/Sample Author/);
    const made = await kept('report.pdf', report(), true);
    const bytes = await bytesOf(made.sha256);
    expect(made.discreet).toBe(true);
    const document = new mupdf.PDFDocument(bytes);
    expect(document.countPages()).toBe(1);
    expect(document.getMetaData('info:Author') ?? '').toBe('');
    expect(document.getMetaData('info:Producer') ?? '').toBe('');
    expect(document.getTrailer().get('Root').get('Metadata').isNull()).toBe(true);
    const [remark] = document.loadPage(0).getAnnotations() ?? [];
    expect(remark?.getContents()).toBe('A remark');
    expect(remark?.getAuthor() ?? '').toBe('');
    expect(bytes.toString('latin1')).not.toMatch(/Sample|xmpmeta/);
  });

  test('that is cut off, locked, or a page as well, is refused', async () => {
    expect(await send('a.pdf', report().subarray(0, -200))).toEqual({ refused: 'broken' });
    const document = new mupdf.PDFDocument(report());
    const locked = document.saveToBuffer('encrypt=aes-256,user-password=a,owner-password=b').asUint8Array();
    expect(await send('a.pdf', Buffer.from(locked))).toEqual({ refused: 'encrypted' });
    const both = Buffer.concat([Buffer.from('%PDF-1.7\n%<html><script>1</script>\n'), report()]);
    expect(await send('a.pdf', both)).toEqual({ refused: 'active' });
    expect(await send('a.pdf', Buffer.concat([Buffer.from('<html>'), report()]))).toEqual({
      refused: 'active',
    });
  });
});

describe('what else is let in', () => {
  test.each([
    ['notes.TXT', 'اكتبوا\nthis', 'notes.TXT', 'text/plain'],
    ['figures.csv', 'a,b\n1,2\n', 'figures.csv', 'text/csv'],
    ['film.avi', film(), 'film.mp4', 'video/mp4'],
    ['letter', letter(), 'letter.odt', 'application/vnd.oasis.opendocument.text'],
  ])('%s', async (name, bytes, asName, mediaType) => {
    expect(await kept(name, bytes)).toMatchObject({ name: asName, mediaType });
  });
});

describe('what is refused, whatever it is called', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  test.each([
    ['a picture with a script', 'a.png', svg, 'active'],
    ['a drawing behind a declaration', 'a.svg', `<?xml version="1.0"?>\n${svg}`, 'active'],
    ['a page', 'photo.jpg', '<!doctype html><title>a</title>', 'active'],
    ['a page after spaces', 'a.txt', `${' '.repeat(9000)}<script>1</script>`, 'active'],
    ['a page in another encoding', 'a.txt', Buffer.from('\ufeff<html>', 'utf16le'), 'active'],
    ['a page across the border of two chunks', 'a.txt', `${'x'.repeat(65_533)}<html>`, 'active'],
    [
      'a program',
      'a.pdf',
      Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(200)]),
      'type',
    ],
    [
      'a program of another system',
      'holiday.jpg',
      Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)]),
      'type',
    ],
    ['an archive', 'a.docx', zip([{ name: 'a.txt', text: 'a' }]), 'type'],
    ['a letter with a program', 'a.odt', letter([{ name: 'Basic/Standard/Module1.xml' }]), 'macros'],
    ['a letter that is cut off', 'a.odt', letter().subarray(0, -10), 'broken'],
    ['a film that is cut off', 'a.mp4', film().subarray(0, -10), 'broken'],
    ['bytes', 'a.txt', Buffer.from([1, 2, 3, 0, 5]), 'type'],
    ['a text of no encoding', 'a.txt', Buffer.from([0x63, 0x61, 0x66, 0xe9]), 'text'],
    ['nothing', 'a.txt', '', 'empty'],
  ])('%s', async (_, name, bytes, reason) => {
    expect(await send(name, bytes)).toEqual({ refused: reason });
  });

  test('nothing half made stays in the store', async () => {
    expect(await readdir(dataDir)).not.toContain('incoming.out');
    const names = await readdir(join(dataDir, 'files'));
    expect(names.filter((name) => name.startsWith('incoming'))).toEqual([]);
  });
});

test('what takes too long, or too much memory, is ended', async () => {
  const large = await photograph(3000, 2400);
  expect(await send('a.jpg', large, { limits: { ms: 200 } })).toBe('died');
  expect(await send('a.jpg', large, { limits: { mb: 20 } })).toBe('died');
});

test('the process can read neither the key nor the settings, write nowhere else, and not lie about a path', async () => {
  await writeFile(join(dataDir, 'secret.key'), 'secret');
  const spy = join(import.meta.dirname, 'spy.world.ts');
  const work = { path: join(dataDir, 'incoming'), name: dataDir, discreet: false, out: join(dataDir, 'out') };
  await mkdir(work.out, { recursive: true });
  await writeFile(work.path, '');
  const asked = runIn(spy);
  expect(await asked(work, limits, new AbortController().signal)).toMatchObject({
    name: 'ERR_ACCESS_DENIED ERR_ACCESS_DENIED MALLOC_ARENA_MAX',
  });
  expect(await asked({ ...work, discreet: true }, limits, new AbortController().signal)).toBe('died');
});
