import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Desk } from '../../desk/desk.ts';
import { actorOf } from '../../desk/editing/context.ts';
import type { Editable } from '../../desk/editing/model.ts';
import { formKey, idOfForm } from '../../desk/editing/once-store.ts';
import { idIn } from '../../desk/ids.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext, Where } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import { dropStaged, readStaged, takePrivateForm } from '../../files/private-store.ts';
import { parseId } from '../../foundation/database/id.ts';
import { transact } from '../../foundation/database/transact.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { askMatching, dropRun, stopMatching, waitShortly } from './at-work-store.ts';
import { checkRows } from './columns/check-desk.ts';
import { guessMap, targetsOf } from './columns/targets-desk.ts';
import { type ImportRun, listImported, listRows, readRun, saveMap } from './import-store.ts';
import { importListPage } from './list-page-desk.tsx';
import { matchRows } from './matching/rows-desk-store.ts';
import { runPage } from './run-page-desk.tsx';
import { findSame, insertRun, type SameTable } from './sent-store.ts';
import { decideRows, type Lacking, ways } from './taking/decide-desk.ts';

const path = '/desk/import';
/** Of a table's bytes: five thousand rows of text are far less. */
const largestTable = 8 * 1024 * 1024;
/** Rows of the preview. */
const previewed = 20;
/** So long an answer waits for the jobs process, in milliseconds: a short table is read, and its rows are matched, meanwhile. */
const patience = 2_500;
/** Rows that were left out and are shown with what is wrong with them. */
const leftOutShown = 20;
/** Kinds that a table can bring. */
const importable: readonly ThingKind[] = [
  'company',
  'company-name',
  'succession',
  'ownership',
  'contract',
  'buyer',
  'incident',
  'case',
  'stage',
  'redress',
  'law',
  'treaty-step',
];

/** Tables into the record: read and matched by another process, looked at, proposed; each row is taken or declined, and nothing is public by it. */
export function importDesk(desk: Desk, editables: readonly Editable[]): void {
  const { site } = desk;
  const { db } = site;
  const { dataDir } = site.settings;
  const kinds = importable.flatMap((wanted) => editables.find(({ kind }) => kind === wanted) ?? []);
  const where: Where = async (c) => ((await runIn(c)) === null ? 'absent' : null);

  desk.get(path, 'record.import', 'any', (c) => importListPage(c, db, kinds));

  desk.post(path, 'record.import', null, async (c) => {
    const { fields, file, trouble } = await takePrivateForm(c.req.raw, dataDir);
    try {
      const kind = kinds.find((one) => one.kind === fields.kind)?.kind;
      const again = (error: MessageKey, same: SameTable | null = null) =>
        importListPage(c, db, kinds, { error, same, typed: fields });
      if (trouble !== null || (file !== null && file.bytes > largestTable))
        return await again('desk.import.error.too_large');
      if (file === null) return await again('desk.import.error.file');
      if (!kind) return await again('desk.field.error.choice');
      const bytes = await readStaged(dataDir, file, largestTable);
      const actor = actorOf(c);
      const sha256 = createHash('sha256').update(bytes).digest();
      const id = idOfForm({ key: fields[formKey], actor, kind, said: sha256.toString('hex') });
      const same = fields.anyway === 'yes' ? null : await findSame(db, { id, kind, sha256 });
      if (same !== null && (await readRun(db, id)) === null)
        return await again('desk.import.error.same', same);
      const isFirst = await insertRun(db, { id, actor, kind, bytes, sha256 });
      c.set('audited', isFirst ? { subject: `import:${id}`, detail: { kind, bytes: file.bytes } } : null);
      await waitShortly(db, id, 'received', patience, sleep);
      return c.redirect(doneAt(`${path}/${id}`, 'received'), 303);
    } finally {
      if (file !== null) await dropStaged(dataDir, file);
    }
  });

  // Who may change the record may look at rows that wait, and decide on them; sending a table is for those who import.
  desk.get(`${path}/:id`, 'record.edit', where, (c) => show(c));

  desk.post(`${path}/:id/map`, 'record.import', where, async (c) => {
    const [run, editable] = await runAndKind(c);
    if (run === null || !editable || run.state !== 'read') return deskMessage(c, 404, 'missing');
    const body = await c.req.parseBody();
    const known = new Set(targetsOf(editable).map(({ name }) => name));
    const map = run.head.map((_, n) => {
      const wanted = body[`column-${n}`];
      return typeof wanted === 'string' && known.has(wanted) ? wanted : null;
    });
    const chosen = map.filter((one) => one !== null);
    if (new Set(chosen).size !== chosen.length)
      return show(c, { error: 'desk.import.error.twice', typedMap: map });
    await transact(db, (tx) => saveMap(tx, run, map));
    return c.redirect(doneAt(`${path}/${run.id}`, 'saved'), 303);
  });

  desk.post(`${path}/:id/propose`, 'record.import', where, async (c) => {
    const run = await runIn(c);
    if (run === null) return deskMessage(c, 404, 'missing');
    if (run.map.every((one) => one === null)) return show(c, { error: 'desk.import.map_first' });
    // Who presses twice, or takes long to press, is led to what became of it.
    if (!(await askMatching(db, run.id))) {
      c.set('audited', null);
      return c.redirect(`${path}/${run.id}`, 303);
    }
    c.set('audited', { subject: `import:${run.id}`, detail: { asked: run.rows } });
    await waitShortly(db, run.id, 'matching', patience, sleep);
    return c.redirect(doneAt(`${path}/${run.id}`, 'received'), 303);
  });

  desk.post(`${path}/:id/stop`, 'record.import', where, async (c) => {
    const run = await runIn(c);
    if (run === null || !(await stopMatching(db, run.id)))
      return show(c, { error: 'desk.import.error.over' });
    c.set('audited', { subject: `import:${run.id}`, detail: { stopped: true } });
    return c.redirect(doneAt(`${path}/${run.id}`, 'ended'), 303);
  });

  desk.post(`${path}/:id/drop`, 'record.import', where, async (c) => {
    const run = await runIn(c);
    if (run === null || !(await dropRun(db, run.id))) return show(c, { error: 'desk.import.error.over' });
    c.set('audited', { subject: `import:${run.id}`, detail: { kind: run.kind, dropped: true } });
    return c.redirect(doneAt(path, 'removed'), 303);
  });

  desk.post(`${path}/:id/decide`, 'record.edit', where, async (c) => {
    const [run, editable] = await runAndKind(c);
    if (run === null || !editable) return deskMessage(c, 404, 'missing');
    if (run.state !== 'proposed') return show(c, { error: 'desk.import.error.over' });
    const body = await c.req.parseBody({ all: true });
    const ids = [body.row].flat().flatMap((one) => (typeof one === 'string' ? (parseId(one) ?? []) : []));
    if (ids.length === 0) return show(c, { error: 'desk.import.error.none_chosen' });
    const how = ways.find((one) => one === body.how) ?? 'matched';
    const { done, lacking } = await decideRows(db, { run, editable, actor: actorOf(c) }, ids, how);
    if (done === 0 && lacking.length === 0) return show(c, { error: 'desk.proposals.error.decided' });
    c.set('audited', {
      subject: `import:${run.id}`,
      detail: { how, rows: done, lacking: lacking.length },
    });
    return lacking.length === 0
      ? c.redirect(doneAt(`${path}/${run.id}`, how === 'decline' ? 'declined' : 'taken'), 303)
      : show(c, { error: 'desk.import.error.lacking', lacking });
  });

  async function show(
    c: DeskContext,
    {
      error,
      typedMap,
      lacking = [],
    }: { error?: MessageKey; typedMap?: (string | null)[]; lacking?: readonly Lacking[] } = {},
  ): Promise<Response> {
    if (error && lacking.length === 0) c.set('audited', null);
    const [run, editable] = await runAndKind(c);
    if (run === null || !editable) return deskMessage(c, 404, 'missing');
    const mapped = run.map.some((one) => one !== null);
    const map = typedMap ?? (mapped ? run.map : guessMap(editable, run.head));
    const rows =
      run.state === 'read' ? await checkRows(db, editable, map, await listRows(db, run.id, previewed)) : [];
    const matches = await matchRows(
      db,
      editable,
      rows.map(({ payload }) => payload),
    );
    const proposals = run.state === 'proposed' ? await listImported(db, run.id) : [];
    const leftOut =
      run.state === 'proposed' && run.leftOut > 0
        ? await checkRows(db, editable, run.map, await listRows(db, run.id, leftOutShown, true))
        : [];
    return runPage(c, { run, editable, map, mapped, rows, matches, proposals, leftOut, lacking, error });
  }

  function runIn(c: DeskContext): Promise<ImportRun | null> {
    const id = idIn(c);
    return id === null ? Promise.resolve(null) : readRun(db, id);
  }

  async function runAndKind(c: DeskContext): Promise<[ImportRun | null, Editable | undefined]> {
    const run = await runIn(c);
    return [run, kinds.find(({ kind }) => kind === run?.kind)];
  }
}
