import { once } from 'node:events';
import { createServer } from 'node:net';
import { crc32, deflateSync } from 'node:zlib';
import * as mupdf from 'mupdf';
import sharp from 'sharp';

// Files as people send them, made for tests.

/** A photograph as a telephone makes it: lying on its side, with who took it, where and with what. */
export function photograph(width = 1400, height = 1000): Promise<Buffer> {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#ffffff',
      noise: { type: 'gaussian', mean: 128, sigma: 20 },
    },
  })
    .blur(3)
    .jpeg({ quality: 90 })
    .withMetadata({ orientation: 6 })
    .withExif({
      IFD0: { Artist: 'Sample Photographer', Model: 'Sample Camera' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '33/1 18/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '44/1 22/1 0/1',
      },
    })
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="Sample Photographer"/></rdf:RDF></x:xmpmeta>',
    )
    .toBuffer();
}

/** A PNG that claims to be this large and is a few bytes. */
export function pngBomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(((width >> 3) + 1) * 400));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PDF of one page whose author, program and remark have names in them. */
export function report(): Buffer {
  const document = new mupdf.PDFDocument();
  const page = document.addPage([0, 0, 595, 842], 0, document.newDictionary(), 'BT ET');
  document.insertPage(0, page);
  document.setMetaData('info:Author', 'Sample Author');
  document.setMetaData('info:Producer', 'Sample Program');
  const packet =
    '<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>Sample Author</creator></x:xmpmeta><?xpacket end="w"?>';
  document
    .getTrailer()
    .get('Root')
    .put('Metadata', document.addStream(packet, { Type: 'Metadata', Subtype: 'XML' }));
  const remark = document.loadPage(0).createAnnotation('Text');
  remark.setContents('A remark');
  remark.setAuthor('Sample Author');
  return Buffer.from(document.saveToBuffer('').asUint8Array());
}

/** A ZIP with these names in it, all of them empty but for the first, stored as they are. */
export function zip(entries: readonly { name: string; text?: string }[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, text = '' } of entries) {
    const data = Buffer.from(text);
    const path = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt32LE(crc32(data), 14);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(data.length, 22);
    local.writeUInt16LE(path.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 6);
    central.writeUInt32LE(crc32(data), 16);
    central.writeUInt32LE(data.length, 20);
    central.writeUInt32LE(data.length, 24);
    central.writeUInt16LE(path.length, 28);
    central.writeUInt32LE(at, 42);
    directory.push(central, path);
    parts.push(local, path, data);
    at += local.length + path.length + data.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, list, end]);
}

/** A letter of a word processor. */
export function letter(more: readonly { name: string }[] = []): Buffer {
  return zip([
    { name: 'mimetype', text: 'application/vnd.oasis.opendocument.text' },
    { name: 'content.xml', text: '<office/>' },
    ...more,
  ]);
}

/** An MP4 of boxes that fit; nothing to see in it. */
export function film(): Buffer {
  const box = (type: string, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length + 8);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, data]);
  };
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2mp41', 'latin1')),
    box('moov', Buffer.alloc(100)),
    box('mdat', Buffer.alloc(5000, 7)),
  ]);
}

/** A virus scanner that speaks clamd's protocol, and finds one in whatever says VIRUS. */
export async function fakeClamd() {
  const seen: Buffer[] = [];
  const state = { says: null as string | null };
  const server = createServer((socket) => {
    let came = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      came = Buffer.concat([came, chunk]);
      const file = fileIn(came);
      if (file === null) return;
      seen.push(file);
      const found = file.includes('VIRUS') ? 'stream: Sample.Virus FOUND\0' : 'stream: OK\0';
      socket.end(state.says ?? found);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return Object.assign(state, {
    url: `tcp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    seen,
    close: () => void server.close(),
  });
}

/** The file in what came over the line; null while it is not whole. */
function fileIn(came: Buffer): Buffer | null {
  const start = Buffer.from('zINSTREAM\0');
  if (came.length >= start.length && !came.subarray(0, start.length).equals(start)) return Buffer.alloc(0);
  const pieces: Buffer[] = [];
  for (let at = start.length; at + 4 <= came.length; ) {
    const length = came.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(came.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
