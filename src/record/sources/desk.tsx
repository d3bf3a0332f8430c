import type { Desk } from '../../desk/desk.ts';
import { actorOf } from '../../desk/editing/context.ts';
import { conflictNotice } from '../../desk/editing/form/conflict-desk.tsx';
import { type FieldError, parseFields, type Typed, typedIn } from '../../desk/editing/form/fields.ts';
import type { Editable } from '../../desk/editing/model.ts';
import { idIn } from '../../desk/ids.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext, Where } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import { listOfferedFiles } from '../../files/store.ts';
import { transact } from '../../foundation/database/transact.ts';
import { write } from '../../foundation/history/history.ts';
import { asciiDigits } from '../../foundation/text/digits.ts';
import { parsePartialDate } from '../../foundation/text/partial-date.ts';
import { cleanLine } from '../../foundation/text/plain.ts';
import { may } from '../../staff/model.ts';
import { deskSourceFields } from './citing/cite-fields-desk.ts';
import {
  type NewSource,
  type SimilarSource,
  sameSource,
  similarSources,
  sourceAt,
} from './citing/cite-store.ts';
import { type CopyGround, copyGrounds, dropCopy, keepCopy, listCopies } from './copies-store.ts';
import { changeSource, otherAt, readDeskSource } from './desk-store.ts';
import { listPage } from './list-desk.tsx';
import { newSourcePage } from './new-desk.tsx';
import { listCiting } from './public-store.ts';
import { sourcePage, valuesOf } from './source-page-desk.tsx';

const path = '/desk/sources';
const filesOffered = 100;
const citingShown = 200;

/** Sources, each entered once: found, put right, kept copies of, and what cites them. */
export function sourcesDesk(desk: Desk, editables: readonly Editable[]): void {
  const { db } = desk.site;
  const where: Where = async (c) => ((await sourceIn(c, desk)) === null ? 'absent' : null);
  const show = async (c: DeskContext, typed?: Typed, errors: readonly FieldError[] = [], met = false) => {
    const source = await sourceIn(c, desk);
    if (source === null) return deskMessage(c, 404, 'missing');
    const [copies, citing, files] = await Promise.all([
      listCopies(db, [source.id]),
      listCiting(db, source.id, { lang: c.var.lang, open: false, limit: citingShown }),
      listOfferedFiles(db, c.var.lang, { limit: filesOffered }),
    ]);
    if (errors.length > 0) c.set('audited', null);
    const conflict =
      met && typed
        ? await conflictNotice(c, db, {
            id: source.id,
            lang: c.var.lang,
            fields: deskSourceFields,
            theirs: valuesOf(source),
            mine: typed,
          })
        : null;
    return sourcePage(c, { source, copies, citing, files, editables, typed, errors, conflict });
  };

  desk.get(path, 'content.read', 'any', (c) => listPage(c, desk));
  desk.get(`${path}/new`, 'record.edit', 'any', (c) => newSourcePage(c, {}, [], []));
  desk.post(`${path}/new`, 'record.edit', null, async (c) => {
    const typed = typedIn(await c.req.parseBody());
    const { values, errors } = parseFields(deskSourceFields, typed);
    if (errors.length > 0) return newSourcePage(c, typed, errors, []);
    // The fields were parsed by `deskSourceFields`, whose names and kinds are those of a source.
    const source = { ...(values as unknown as NewSource), seen: typed.seen === 'yes' };
    // Who pressed twice is among those that are alike: asked first, for the same source is known by the time of the second.
    const near: SimilarSource[] = typed.cite_new === 'yes' ? [] : await similarSources(db, source.title);
    const known = await sameSource(db, source);
    if (known) return c.redirect(`${path}/${known}`, 303);
    if (near.length > 0)
      return newSourcePage(c, typed, [{ field: 'title', key: 'desk.sources.error.similar' }], near);
    const id = await transact(db, (tx) => sourceAt(write(actorOf(c), 'begun', tx), source));
    c.set('audited', { thingId: id });
    return c.redirect(doneAt(`${path}/${id}`, 'saved'), 303);
  });
  desk.get(`${path}/:id`, 'content.read', where, (c) => show(c));
  desk.post(`${path}/:id`, 'record.edit', where, async (c) => {
    const source = await sourceIn(c, desk);
    if (source === null) return deskMessage(c, 404, 'missing');
    // What the public reads of it changes at once: by those who publish.
    if (source.inPublic && !may(c.var.member, 'record.publish', null)) return deskMessage(c, 403, 'refused');
    const typed = typedIn(await c.req.parseBody());
    const { values, errors } = parseFields(deskSourceFields, typed);
    if (errors.length > 0) return show(c, typed, errors);
    if (values.url && (await otherAt(db, source.id, String(values.url))))
      return show(c, typed, [{ field: 'url', key: 'desk.sources.error.taken' }]);
    // As above.
    const changed = { ...(values as unknown as NewSource), seen: typed.seen === 'yes' };
    if (!(await changeSource(db, source.id, changed, actorOf(c), 'edited', Number(typed.base)))) {
      c.set('audited', null);
      return show(c, typed, [], true);
    }
    c.set('audited', { thingId: source.id });
    return c.redirect(doneAt(`${path}/${source.id}`, 'saved'), 303);
  });
  desk.post(`${path}/:id/copies`, 'record.edit', where, async (c) => {
    const source = await sourceIn(c, desk);
    if (source === null) return deskMessage(c, 404, 'missing');
    const typed = typedIn(await c.req.parseBody());
    const errors = copyErrors(typed, desk.site.now());
    if (errors.length > 0) return show(c, typed, errors);
    const shown = typed.shown === 'yes';
    // What becomes public by it is for those who publish.
    if (shown && !may(c.var.member, 'record.publish', null)) return deskMessage(c, 403, 'refused');
    const outcome = await keepCopy(
      db,
      source.id,
      {
        sha256: (typed.file ?? '').replace(/^\\x/, ''),
        accessedOn: dayIn(typed),
        ground: typed.ground as CopyGround, // checked above
        licence: licenceIn(typed),
        shown,
      },
      actorOf(c),
    );
    if (outcome === 'no-file') return show(c, typed, [{ field: 'file', key: 'desk.field.error.file' }]);
    if (outcome === 'known') return show(c, typed, [{ field: 'file', key: 'desk.sources.error.copy_known' }]);
    c.set('audited', { thingId: source.id, detail: { copy: typed.file ?? '', shown } });
    return c.redirect(doneAt(`${path}/${source.id}`, 'saved'), 303);
  });
  desk.post(`${path}/:id/copies/:copy/drop`, 'record.publish', where, async (c) => {
    const [id, copy] = [idIn(c), idIn(c, 'copy')];
    if (!id || !copy || !(await dropCopy(db, id, copy, actorOf(c)))) return deskMessage(c, 404, 'missing');
    c.set('audited', { thingId: id, detail: { copy } });
    return c.redirect(doneAt(`${path}/${id}`, 'removed'), 303);
  });
}

function sourceIn(c: DeskContext, { site: { db } }: Desk) {
  const id = idIn(c);
  return id === null ? null : readDeskSource(db, id);
}

function licenceIn(typed: Typed): string {
  const cleaned = cleanLine((typed.licence ?? '').slice(0, 300), 300);
  return cleaned.ok ? cleaned.text : '';
}

function dayIn(typed: Typed): string {
  return asciiDigits((typed.accessed_on ?? '').trim());
}

/** What is wrong with a copy as it was typed. */
function copyErrors(typed: Typed, now: Date): FieldError[] {
  const errors: FieldError[] = [];
  if (!/^(\\x)?[0-9a-f]{64}$/.test(typed.file ?? ''))
    errors.push({ field: 'file', key: 'desk.field.error.file' });
  const day = parsePartialDate(dayIn(typed));
  if (day === null || day.length !== 10 || day > now.toISOString().slice(0, 10))
    errors.push({ field: 'accessed_on', key: 'desk.sources.error.day' });
  const ground = copyGrounds.find((one) => one === typed.ground);
  if (!ground) errors.push({ field: 'ground', key: 'desk.field.error.choice' });
  if ((ground === 'open-licence' || ground === 'permission') && licenceIn(typed) === '')
    errors.push({ field: 'licence', key: 'desk.sources.error.licence' });
  if (ground === 'evidence' && typed.shown === 'yes')
    errors.push({ field: 'shown', key: 'desk.sources.error.evidence' });
  return errors;
}
