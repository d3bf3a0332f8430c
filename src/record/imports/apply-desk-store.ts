import { parseFields, type Typed, typedOf } from '../../desk/editing/fields.ts';
import { type Editable, ownToEdit, textToEdit, type Values } from '../../desk/editing/model.ts';
import { isSlugFree } from '../../desk/editing/place-store.ts';
import { beginThing, lockThing, readWork, saveOwn, saveText } from '../../desk/editing/work-store.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import { type Actor, type Tx, write } from '../../foundation/history/history.ts';
import { isLang, type Lang } from '../../foundation/i18n/lang.ts';
import { slugOf } from '../../foundation/text/slug.ts';
import { nameEditable } from '../companies/desk-fields.ts';
import { sourceAt } from '../sources/cite-store.ts';
import type { RowPayload } from './columns-desk.ts';

/** What came of a proposal: a draft, or what it lacks to be one. */
export type Applied =
  | { outcome: 'applied'; id: Id }
  | { outcome: 'lacks'; fields: readonly string[] }
  | { outcome: 'gone' };

/**
 * Makes of a row's values what a form would: a new draft, or changes that wait on what is there already. Fields that the
 * row does not name stay. Nothing becomes public by it: that takes a source and a second person.
 * @param matched what is there already; null for something new.
 */
export async function applyPayload(
  tx: Tx,
  editable: Editable,
  { payload, matched }: { payload: RowPayload; matched: Id | null },
  actor: Actor,
): Promise<Applied> {
  const history = write(actor, 'from a table', tx);
  if (matched === null) {
    const lang = langsOf(payload)[0];
    const defaults = Object.fromEntries(
      editable.own.flatMap((field) => {
        const least =
          field.kind === 'choice' &&
          field.required &&
          field.options.find(({ value }) => value === 'unknown' || value === 'reported');
        return least ? [[field.name, least.value]] : [];
      }),
    );
    const typed = typedAll(editable.own, { ...defaults, ...payload.own });
    const own = parseFields(editable.own, typed);
    const lacks = [
      ...own.errors.map(({ field }) => field),
      ...(lang === undefined ? [editable.text[0].name] : []),
      ...(editable.namedElsewhere && payload.first === null ? ['name'] : []),
    ];
    if (lang === undefined || lacks.length > 0) return { outcome: 'lacks', fields: lacks };
    const slug = await freeSlug(tx, editable, payload);
    const id = await beginThing(history, editable, {
      slug,
      lang,
      own: own.values,
      text: textOf(editable, payload, lang),
    });
    for (const other of langsOf(payload).slice(1))
      await saveText(history, editable, id, other, textOf(editable, payload, other), 1);
    await cite(tx, history, id, payload.source);
    if (payload.first !== null) {
      const own = { ...unsaid, ...payload.first, company_id: id };
      const name = await beginThing(history, nameEditable, { slug: null, lang, own, text: { note: '' } });
      await cite(tx, history, name, payload.source);
    }
    return { outcome: 'applied', id };
  }
  await lockThing(tx, matched);
  const work = await readWork(tx, editable, matched);
  if (work === null || work.binnedAt !== null) return { outcome: 'gone' };
  if (Object.keys(payload.own).length > 0)
    await saveOwn(history, editable, work, { ...ownToEdit(work), ...payload.own });
  for (const lang of langsOf(payload)) {
    const before = textToEdit(work, lang)?.values ?? {};
    const filled = Object.entries(payload.texts[lang] ?? {}).filter(
      ([, value]) => value !== '' && value !== null,
    );
    const base =
      work.published[work.primaryLang]?.revision ?? work.drafts[work.primaryLang]?.revision ?? null;
    await saveText(
      history,
      editable,
      matched,
      lang,
      { ...emptyTexts(editable), ...before, ...Object.fromEntries(filled) },
      lang === work.primaryLang ? null : base,
    );
  }
  // Sources of what is public change on their own page, where they wait for a reviewer.
  if (work.publishedAt === null) await cite(tx, history, matched, payload.source);
  return { outcome: 'applied', id: matched };
}

/** What a table does not say of a company's first name. */
const unsaid = {
  kind: null,
  valid_from: null,
  valid_to: null,
  end_is: 'unknown',
  ongoing_as_of: null,
  ongoing_source: null,
  standing: 'reported',
  parallel: 'false',
};

const langsOf = ({ texts }: RowPayload): Lang[] => Object.keys(texts).filter(isLang);
const emptyTexts = (editable: Editable): Values =>
  Object.fromEntries(editable.text.map(({ name }) => [name, '']));
const textOf = (editable: Editable, payload: RowPayload, lang: Lang): Values => ({
  ...emptyTexts(editable),
  ...payload.texts[lang],
});
const typedAll = (fields: Editable['own'], values: Values): Typed =>
  Object.fromEntries(fields.map(({ name }) => [name, typedOf(values[name])]));

async function freeSlug(tx: Tx, editable: Editable, payload: RowPayload): Promise<string> {
  const id = newId();
  const wanted = payload.slug ?? slugOf(payload.title);
  if (wanted !== '' && (await isSlugFree(tx, editable.kind, wanted, null))) return wanted;
  return `${wanted === '' ? editable.slugPrefix : wanted.slice(0, 100)}-${id.slice(-6)}`;
}

async function cite(
  tx: Tx,
  history: ReturnType<typeof write>,
  id: Id,
  address: string | null,
): Promise<void> {
  if (address === null) return;
  const source = await sourceAt(history, {
    kind: 'press',
    title: new URL(address).hostname,
    publisher: null,
    url: address,
    date: null,
    // Nobody of the staff has looked at it yet.
    seen: false,
  });
  await tx
    .insertInto('citation')
    .values({
      id: newId(),
      thing_id: id,
      source_id: source,
      field: null,
      page: null,
      quotation: null,
      position: 0,
    })
    .onConflict((conflict) => conflict.columns(['thing_id', 'source_id', 'field']).doNothing())
    .execute();
}
