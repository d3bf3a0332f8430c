import type { Desk } from '../desk/desk.ts';
import { actorOf } from '../desk/editing/context.ts';
import { type FieldError, type Typed, typedIn } from '../desk/editing/form/fields.ts';
import { idIn } from '../desk/ids.ts';
import { deskMessage } from '../desk/message.tsx';
import type { DeskContext } from '../desk/model.ts';
import { doneAt } from '../desk/notices.ts';
import { askedIn } from '../desk/ordering.ts';
import { dayIn } from '../foundation/i18n/dates.ts';
import { parsePartialDate } from '../foundation/text/partial-date.ts';
import { cleanLine } from '../foundation/text/plain.ts';
import { type DeskDeclaration, readForDesk, standingTexts } from './desk-store.ts';
import type { Wording } from './model.ts';
import { inDeclaration } from './place-desk.ts';
import { countReachable, declareVersion, findPlace } from './settings-store.ts';
import type { ReadyVersion, TypedVersion } from './version-form-desk.ts';
import { confirmVersionPage, versionPage } from './version-page-desk.tsx';
import { articlesAfter, parseWording, typedOfWording, wordingTyped } from './wording-desk.ts';

/** The declared change of meaning, for owners: written on one page, looked at and declared on the next. */
export function versionRoutes(desk: Desk): void {
  const { db } = desk.site;
  const where = inDeclaration(desk);
  const path = '/desk/declarations/:id/version';
  desk.get(path, 'declaration.declare', where, async (c) => {
    const declaration = await readIn(c, desk);
    return declaration === null
      ? deskMessage(c, 404, 'missing')
      : versionPage(c, declaration, firstTyped(declaration, desk), []);
  });
  desk.post(path, 'declaration.declare', where, async (c) => {
    const declaration = await readIn(c, desk);
    if (declaration === null) return deskMessage(c, 404, 'missing');
    const body = typedIn(await c.req.parseBody());
    const typed = typedVersion(declaration, body);
    const asked = askedIn(body);
    if (['add', 'remove', 'up', 'down'].includes(asked.todo)) {
      const texts = typed.texts.map((one) => ({
        ...one,
        wording: articlesAfter(one.wording, asked, `${one.lang}_`),
      }));
      return versionPage(c, declaration, { ...typed, texts }, []);
    }
    if (asked.todo === 'back') return versionPage(c, declaration, typed, []);
    const { ready, errors } = parseVersion(typed);
    if (typed.base !== baseOf(declaration))
      errors.push({ field: 'declared_on', key: 'desk.declaration.conflict' });
    if (errors.length > 0) return versionPage(c, declaration, typed, errors);
    const place = await findPlace(db, declaration.id);
    if (place === null) return deskMessage(c, 404, 'missing');
    if (asked.todo !== 'declare')
      return confirmVersionPage(c, declaration, { typed, ready, reachable: await countReachable(db, place) });
    const reached = await declareVersion(db, place, ready, actorOf(c));
    c.set('audited', {
      thingId: declaration.id,
      detail: { version: place.versionNumber + 1, asked: reached },
    });
    return c.redirect(doneAt(`/desk/declarations/${declaration.id}`, 'published'), 303);
  });
}

async function readIn(c: DeskContext, desk: Desk): Promise<DeskDeclaration | null> {
  const id = idIn(c);
  return id === null ? null : readForDesk(desk.site.db, id, c.var.lang);
}

function signable(declaration: DeskDeclaration): Wording[] {
  return standingTexts(declaration).filter(({ state }) => state === 'published');
}

function baseOf(declaration: DeskDeclaration): string {
  return signable(declaration)
    .map(({ sha256 }) => sha256.slice(0, 16))
    .join('.');
}

function firstTyped(declaration: DeskDeclaration, desk: Desk): TypedVersion {
  return {
    declaredOn: dayIn(desk.site.now(), 'Asia/Baghdad'),
    base: baseOf(declaration),
    texts: signable(declaration).map((standing) => ({
      lang: standing.lang,
      standing,
      wording: typedOfWording(standing),
      change: '',
    })),
  };
}

function typedVersion(declaration: DeskDeclaration, body: Typed): TypedVersion {
  return {
    declaredOn: (body.declared_on ?? '').trim(),
    base: body.base ?? '',
    texts: signable(declaration).map((standing) => ({
      lang: standing.lang,
      standing,
      wording: wordingTyped(body, `${standing.lang}_`),
      change: body[`${standing.lang}_change`] ?? '',
    })),
  };
}

/** A new version speaks every language that the old one could be signed in, and says in each what changed. */
function parseVersion(typed: TypedVersion): { ready: ReadyVersion; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const day = typed.declaredOn.length === 10 ? parsePartialDate(typed.declaredOn) : null;
  if (day === null) errors.push({ field: 'declared_on', key: 'desk.field.error.date' });
  const changeOfMeaning: Record<string, string> = {};
  const wordings = typed.texts.map(({ lang, wording, change }) => {
    const said = cleanLine(change, 1_000);
    if (said.ok && said.text !== '') changeOfMeaning[lang] = said.text;
    else errors.push({ field: `${lang}_change`, key: 'desk.declaration.error.change' });
    const parsed = parseWording(wording, `${lang}_`);
    errors.push(...parsed.errors);
    return { ...parsed.text, lang };
  });
  return { ready: { declaredOn: typed.declaredOn, changeOfMeaning, wordings }, errors };
}
