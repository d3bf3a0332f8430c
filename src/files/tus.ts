import { open } from 'node:fs/promises';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { Db } from '../foundation/database/database.ts';
import { type Id, newId, parseId } from '../foundation/database/id.ts';
import { largestUpload } from './model.ts';
import { cleanName } from './names.ts';
import { openUploadsFolder, uploadPath, uploadsFolder } from './places.ts';
import { hasRoomFor } from './room.ts';
import { beginUpload, dropUpload, touchUpload, uploadReceived } from './upload-store.ts';

/** Uploads that can be cut off and go on (the tus protocol 1.0). */
export interface Uploads {
  /** Answers a request of the protocol. Whose upload an address names is asked before: see uploads-desk.ts. */
  handle(request: Request, staffId: Id): Promise<{ answer: Response; finished: Id | null; begun: Id | null }>;
}

export const tusPath = '/desk/uploads/tus';

/** What a refusal of ours carries; the browser's script has a sentence for each status. */
function refusal(status_code: number, body: string) {
  return { status_code, body };
}

/** @param origin of PUBLIC_URL: the only one that is told it may read the answers. */
export async function openUploads(db: Db, dataDir: string, origin: string): Promise<Uploads> {
  await openUploadsFolder(dataDir);
  /** Who asks: the protocol's server hands the request on to what it asks us. */
  const asking = new WeakMap<object, { staffId: Id; finished: Id | null; begun: Id | null }>();
  const idOf = (text: string) => parseId(text) ?? fail();
  const server = new Server({
    path: tusPath,
    relativeLocation: true,
    allowedOrigins: [origin],
    maxSize: largestUpload,
    disableTerminationForFinishedUploads: true,
    datastore: new FileStore({ directory: uploadsFolder(dataDir) }),
    namingFunction: () => newId(),
    async onUploadCreate(request, upload) {
      const who = asking.get(request) ?? fail();
      const { size, metadata = {} } = upload;
      if (size === undefined || size < 1) throw refusal(400, 'empty');
      if (!(await hasRoomFor(dataDir, size))) throw refusal(507, 'no room');
      const begun = await beginUpload(db, {
        id: idOf(upload.id),
        staffId: who.staffId,
        name: cleanName(metadata.filename ?? ''),
        bytes: size,
        discreet: metadata.discreet === 'yes',
      });
      if (!begun) throw refusal(429, 'too many uploads wait');
      who.begun = idOf(upload.id);
      // What the browser said of the file is believed nowhere, so it is not kept.
      return { metadata: {} };
    },
    async onUploadFinish(request, upload) {
      const id = idOf(upload.id);
      await toDisk(uploadPath(dataDir, id));
      await uploadReceived(db, id, upload.offset);
      const who = asking.get(request);
      if (who) who.finished = id;
      return {};
    },
  });
  return {
    async handle(given, staffId) {
      // The protocol's server takes the end of the whole address for the upload's id, a query too: it gets none.
      const { origin, pathname } = new URL(given.url);
      const request = new Request(origin + pathname, given);
      const who = { staffId, finished: null, begun: null };
      asking.set(request, who);
      const answer = await server.handleWeb(request);
      const id = parseId(new URL(request.url).pathname.slice(tusPath.length + 1));
      if (id && request.method === 'PATCH') await touchUpload(db, id);
      if (id && request.method === 'DELETE' && answer.ok) await dropUpload(db, id);
      return { answer, ...who };
    },
  };
}

function fail(): never {
  throw new Error('an upload without an id or an owner');
}

/** Acknowledged is what is on the disk. */
async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  await handle.sync().finally(() => handle.close());
}
