import type { Desk } from '../../desk/desk.ts';
import { actorOf, whereThingIs, workIn } from '../../desk/editing/context.ts';
import { type FieldError, type Typed, typedIn } from '../../desk/editing/form/fields.ts';
import { baseOf, ownToEdit, type Work } from '../../desk/editing/model.ts';
import { lockThing, readWork, saveOwn } from '../../desk/editing/work-store.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import type { Id } from '../../foundation/database/id.ts';
import { transact } from '../../foundation/database/transact.ts';
import { write } from '../../foundation/history/history.ts';
import { countryName } from '../../foundation/i18n/countries.ts';
import { may } from '../../staff/model.ts';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { TextArea } from '../../ui/components/text-area.tsx';
import { recordPartPage } from '../parts/part-page-desk.tsx';
import { mostVotes, treatyStepEditable } from './desk-fields.ts';
import { votes } from './model.ts';
import { type CountryVote, readCountries, readVote, voteLine } from './votes.ts';

/**
 * Who voted how in a step: a list of countries for each way, as one pastes it from the record of a vote. A change is a revision
 * of the step: of a public one it waits, and comes out with the step's other fields once somebody else has read it.
 */
export function votesDesk(desk: Desk): void {
  const { db } = desk.site;
  const engine = { desk, editable: treatyStepEditable };
  const where = whereThingIs(db, treatyStepEditable);
  const path = `${treatyStepEditable.path}/:id/votes`;
  desk.get(path, 'content.read', where, async (c) => {
    const work = await workIn(c, engine);
    return work === null ? deskMessage(c, 404, 'missing') : page(c, desk, work, typedOf(c, work));
  });
  desk.post(path, treatyStepEditable.edit, where, async (c) => {
    const work = await workIn(c, engine);
    if (work === null || work.binnedAt !== null) return deskMessage(c, 404, 'missing');
    const typed = typedIn(await c.req.parseBody());
    const read = readVotes(typed);
    if (read.errors.length > 0) return page(c, desk, work, typed, read.errors, 422);
    const outcome = await save(c, desk, work.id, typed.base ?? '', read.votes);
    if (outcome === 'gone') return deskMessage(c, 404, 'missing');
    if (outcome === 'conflict')
      return page(c, desk, work, typed, [{ field: 'for', key: 'desk.treaty.votes.conflict' }], 409);
    c.set('audited', { thingId: work.id, detail: { votes: read.votes.length } });
    return c.redirect(doneAt(`${treatyStepEditable.path}/${work.id}/votes`, 'saved'), 303);
  });
}

/** The votes as the form shows them: those that wait, else those that stand. */
function votesOf(work: Work): CountryVote[] {
  const lines = ownToEdit(work).votes;
  return Array.isArray(lines) ? lines.flatMap((line: string) => readVote(line) ?? []) : [];
}

function typedOf(c: DeskContext, work: Work): Typed {
  const all = votesOf(work);
  const { lang } = c.var.t;
  return Object.fromEntries([
    ['base', baseOf(work, work.primaryLang)],
    ...votes.map((way) => [
      way,
      all
        .filter(({ vote }) => vote === way)
        .map(({ country }) => countryName(lang, country))
        .join('\n'),
    ]),
  ]);
}

/** What was typed, as votes: a country votes once. */
function readVotes(typed: Typed): { votes: CountryVote[]; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const found = new Map<string, CountryVote>();
  for (const way of votes) {
    const { countries, unknown } = readCountries((typed[way] ?? '').slice(0, 20_000));
    const first = unknown[0];
    if (first !== undefined)
      errors.push({
        field: way,
        key: 'desk.treaty.votes.unknown',
        values: { name: first.slice(0, 60), n: unknown.length },
      });
    for (const country of countries) {
      if (found.has(country))
        errors.push({
          field: way,
          key: 'desk.treaty.votes.twice',
          values: { name: countryName('en', country) },
        });
      found.set(country, { country, vote: way });
    }
  }
  if (found.size > mostVotes)
    errors.push({ field: 'for', key: 'desk.field.error.most', values: { n: mostVotes } });
  return { votes: [...found.values()], errors };
}

async function save(
  c: DeskContext,
  desk: Desk,
  id: Id,
  base: string,
  all: readonly CountryVote[],
): Promise<'saved' | 'conflict' | 'gone'> {
  return transact(desk.site.db, async (tx) => {
    await lockThing(tx, id);
    const work = await readWork(tx, treatyStepEditable, id);
    if (work === null || work.binnedAt !== null) return 'gone';
    if (baseOf(work, work.primaryLang) !== base) return 'conflict';
    const lines = all.map(voteLine).sort();
    if (lines.join() === votesOf(work).map(voteLine).sort().join()) return 'saved';
    const history = write(actorOf(c), 'who voted how', tx);
    await saveOwn(history, treatyStepEditable, work, { ...ownToEdit(work), votes: lines });
    return 'saved';
  });
}

function page(
  c: DeskContext,
  desk: Desk,
  work: Work,
  typed: Typed,
  errors: readonly FieldError[] = [],
  status: 200 | 409 | 422 = 200,
): Response | Promise<Response> {
  const { t, member } = c.var;
  const mayEdit = may(member, treatyStepEditable.edit, work.campaignId) && work.binnedAt === null;
  const above = `${treatyStepEditable.path}/${work.id}`;
  return recordPartPage(c, desk, treatyStepEditable, work, {
    part: 'votes',
    status,
    body: (
      <>
        <ErrorSummary
          t={t}
          level="h2"
          errors={errors.map(({ field, key, values }) => ({ field, text: t(key, values) }))}
        />
        <p class="hint">{t('desk.treaty.votes.hint')}</p>
        {work.publishedAt !== null && mayEdit ? <p class="notice">{t('desk.treaty.votes.waits')}</p> : null}
        {mayEdit ? (
          <form method="post" action={`${above}/votes`} class="desk-form">
            <input type="hidden" name="base" value={typed.base ?? ''} />
            {votes.map((way) => {
              const error = errors.find(({ field }) => field === way);
              return (
                <TextArea
                  t={t}
                  name={way}
                  label={t(`votes.${way}`)}
                  value={typed[way]}
                  rows={6}
                  optional
                  error={error ? t(error.key, error.values) : undefined}
                />
              );
            })}
            <button class="call" type="submit">
              {t('desk.save')}
            </button>
          </form>
        ) : (
          <dl>
            {votes.map((way) => (
              <div>
                <dt>{t(`votes.${way}`)}</dt>
                <dd>{(typed[way] ?? '').replaceAll('\n', t.dir === 'rtl' ? '، ' : ', ') || '—'}</dd>
              </div>
            ))}
          </dl>
        )}
      </>
    ),
  });
}
