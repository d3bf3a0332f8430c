import type { Desk } from '../desk/desk.ts';
import { actorOf } from '../desk/editing/context.ts';
import { typedIn } from '../desk/editing/form/fields.ts';
import { listLanguages } from '../desk/editing/place-store.ts';
import { idIn } from '../desk/ids.ts';
import { deskMessage } from '../desk/message.tsx';
import type { DeskContext } from '../desk/model.ts';
import { doneAt } from '../desk/notices.ts';
import { askedIn } from '../desk/ordering.ts';
import { cleanLine } from '../foundation/text/plain.ts';
import { may } from '../staff/model.ts';
import { readForDesk, standingText } from './desk-store.ts';
import { inDeclaration } from './place-desk.ts';
import { addLanguageOrErratum, type Place } from './settings-store.ts';
import type { TextPlace, TextTyped } from './text-form-desk.ts';
import { textPage } from './text-page-desk.tsx';
import { articlesAfter, emptyWording, parseWording, typedOfWording, wordingTyped } from './wording-desk.ts';

/** The form of a text in one language: a first text, an erratum, or (before anybody signed) another wording. */
export function textRoutes(desk: Desk): void {
  const where = inDeclaration(desk);
  const path = '/desk/declarations/:id/texts/:lang';
  desk.get(path, 'text.translate', where, async (c) => {
    const place = await placeIn(c, desk);
    return place === null ? deskMessage(c, 404, 'missing') : textPage(c, place, firstTyped(place));
  });
  desk.post(path, 'text.translate', where, (c) => take(c, desk));
}

async function placeIn(c: DeskContext, desk: Desk): Promise<TextPlace | null> {
  const id = idIn(c);
  const { db } = desk.site;
  const [declaration, languages] = await Promise.all([
    id && readForDesk(db, id, c.var.lang),
    listLanguages(db),
  ]);
  const lang = languages.find(({ code }) => code === c.req.param('lang'))?.code;
  if (!declaration || !lang) return null;
  const standing = standingText(declaration, lang);
  const mayPublish = may(c.var.member, 'declaration.edit', declaration.campaignId);
  // A text that stands is changed by those who edit; translators write what does not stand yet.
  if (!mayPublish && standing?.state === 'published') return null;
  const frozen = standing?.state === 'published' && declaration.versions[0].signed > 0;
  return { declaration, lang, standing, kind: frozen ? 'erratum' : standing ? 'edit' : 'new', mayPublish };
}

function firstTyped({ declaration, lang, standing, mayPublish }: TextPlace): TextTyped {
  const source = standingText(declaration, declaration.primaryLang);
  const blank =
    source && lang !== declaration.primaryLang ? source.articles.map(() => ({ title: '', text: '' })) : null;
  return {
    wording: standing ? typedOfWording(standing) : { ...emptyWording, ...(blank && { articles: blank }) },
    erratumNote: '',
    state: standing?.state === 'published' && mayPublish ? 'published' : 'draft',
    base: standing?.sha256 ?? '',
  };
}

async function take(c: DeskContext, desk: Desk): Promise<Response> {
  const place = await placeIn(c, desk);
  if (place === null) return deskMessage(c, 404, 'missing');
  const { declaration, lang, standing, kind, mayPublish } = place;
  const body = typedIn(await c.req.parseBody());
  const typed: TextTyped = {
    wording: wordingTyped(body),
    erratumNote: body.erratum_note ?? '',
    // What was published once in a language does not become a draft again: people may be signing it.
    state:
      mayPublish && (standing?.state === 'published' || body.state === 'published') ? 'published' : 'draft',
    base: body.base ?? '',
  };
  const asked = askedIn(body);
  if (asked.todo !== '' && asked.todo !== 'save' && asked.todo !== 'look')
    return textPage(c, place, { ...typed, wording: articlesAfter(typed.wording, asked) });
  const { text, errors } = parseWording(typed.wording);
  const note = cleanLine(typed.erratumNote, 500);
  if (kind === 'erratum' && (!note.ok || note.text === ''))
    errors.push({ field: 'erratum_note', key: 'desk.declaration.error.erratum' });
  if (errors.length > 0) return textPage(c, place, typed, { errors });
  if (asked.todo === 'look') return textPage(c, place, typed, { preview: text });
  if (typed.base !== (standing?.sha256 ?? ''))
    return textPage(c, place, { ...typed, base: standing?.sha256 ?? '' }, { preview: text, conflict: true });
  const version = declaration.versions[0];
  const at: Place = {
    declarationId: declaration.id,
    campaignSlug: declaration.campaignSlug,
    versionId: version.id,
    versionNumber: version.number,
  };
  const said = note.ok && note.text !== '' ? note.text : 'wording before anybody signed it';
  try {
    const sha256 = await addLanguageOrErratum(
      desk.site.db,
      at,
      { ...text, lang, state: typed.state, erratumNote: kind === 'new' ? null : said, held: !mayPublish },
      actorOf(c),
    );
    c.set('audited', { thingId: declaration.id, detail: { lang, kind, sha256 } });
  } catch (error) {
    if (!isTaken(error)) throw error;
    // Somebody else was a moment faster.
    return textPage(c, place, typed, { preview: text, conflict: true });
  }
  return c.redirect(doneAt(`/desk/declarations/${declaration.id}`, 'saved'), 303);
}

/** Whether PostgreSQL refused a second row at one place (23505). */
function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}
