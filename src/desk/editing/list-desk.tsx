import { type Id, parseId } from '../../foundation/database/id.ts';
import { write } from '../../foundation/history/history.ts';
import { formatInstant, formatMoment } from '../../foundation/i18n/dates.ts';
import { isLang, languageNames } from '../../foundation/i18n/lang.ts';
import { formatNumber } from '../../foundation/i18n/numbers.ts';
import { may } from '../../staff/model.ts';
import { Field, Select } from '../../ui/components/field.tsx';
import type { DeskContext } from '../model.ts';
import { doneAt } from '../notices.ts';
import { deskPage } from '../page.tsx';
import { putIntoBin } from './bin-store.ts';
import { actorOf, type Engine, whyIn } from './context.ts';
import { typedIn } from './fields.ts';
import {
  type ListLine,
  type ListQuery,
  listPerPage,
  listSorts,
  listStates,
  listThings,
} from './list-store.ts';
import type { Work } from './model.ts';
import { campaignOfThing, listLanguages } from './place-store.ts';
import { lockThing, publishWork, readWork, unpublish } from './work-store.ts';

const translationStates = ['missing', 'draft', 'out-of-date', 'level'] as const;

/** All things of a kind: search, state, language, order, pages; and what can be done with several at once. */
export function listRoutes(engine: Engine): void {
  const { desk, editable } = engine;
  desk.get(editable.path, 'content.read', 'any', (c) => listPage(c, engine));
  desk.post(`${editable.path}/bulk`, editable.publish, 'any', (c) => bulk(c, engine));
}

/** The query of an address; what means nothing is left out. */
export function listQueryIn(get: (name: string) => string | undefined): ListQuery {
  const [lang, state] = (get('in') ?? '').split(':');
  const translation = translationStates.find((one) => one === state);
  const page = Number(get('page') ?? '1');
  return {
    q: (get('q') ?? '').slice(0, 200),
    state: listStates.find((one) => one === get('state')) ?? null,
    inLang: isLang(lang) && translation ? { lang, state: translation } : null,
    sort: listSorts.find((one) => one === get('sort')) ?? 'changed',
    page: Number.isInteger(page) && page > 0 && page <= 10_000 ? page : 1,
  };
}

async function listPage(c: DeskContext, engine: Engine): Promise<Response> {
  const { t, member } = c.var;
  const { editable, desk } = engine;
  const query = listQueryIn((name) => c.req.query(name));
  const [{ lines, total }, languages] = await Promise.all([
    listThings(desk.site.db, editable, c.var.lang, query),
    listLanguages(desk.site.db),
  ]);
  const mayBulk = may(member, editable.publish, 'any');
  return deskPage(c, {
    title: t(editable.words.many),
    label: t('desk.list.count', { n: total }),
    at: editable.menu,
    buttons:
      editable.growing && may(member, editable.create ?? editable.edit, 'any') ? (
        <a class="button call" href={`${editable.path}/new`}>
          {t(editable.words.create)}
        </a>
      ) : null,
    body: (
      <>
        <Filters c={c} engine={engine} query={query} languages={languages.map(({ code }) => code)} />
        {lines.length === 0 ? (
          <p class="empty">{t('desk.list.none')}</p>
        ) : (
          <form method="post" action={`${editable.path}/bulk`}>
            <input type="hidden" name="back" value={new URL(c.req.url).search} />
            <table class="queue">
              <thead>
                <tr>
                  {mayBulk ? (
                    <th scope="col">
                      <span class="vh">{t('desk.list.choose')}</span>
                    </th>
                  ) : null}
                  <th scope="col">{t('desk.list.title')}</th>
                  <th scope="col">{t('desk.list.state')}</th>
                  <th scope="col">{t('desk.list.languages')}</th>
                  <th scope="col">{t('desk.list.changed')}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <Line c={c} engine={engine} line={line} bulk={mayBulk} />
                ))}
              </tbody>
            </table>
            {mayBulk ? <BulkButtons c={c} engine={engine} /> : null}
          </form>
        )}
        <ListPages c={c} query={query} total={total} />
      </>
    ),
  });
}

interface Shared {
  c: DeskContext;
  engine: Engine;
}

function Filters({
  c,
  engine,
  query,
  languages,
}: Shared & { query: ListQuery; languages: (keyof typeof languageNames)[] }) {
  const { t } = c.var;
  const inOptions = languages.flatMap((lang) =>
    translationStates.slice(0, 3).map((state) => ({
      value: `${lang}:${state}`,
      text: `${languageNames[lang]}: ${t(`desk.state.${state}`)}`,
    })),
  );
  return (
    <form method="get" action={engine.editable.path} class="filters desk-filters" role="search">
      <Field
        t={t}
        name="q"
        label={t('desk.list.search')}
        type="search"
        dir="auto"
        optional="unsaid"
        value={query.q}
        maxlength={200}
      />
      <Select
        t={t}
        name="state"
        label={t('desk.list.state')}
        optional="unsaid"
        empty={t('desk.list.all')}
        value={query.state ?? ''}
        options={listStates.map((value) => ({ value, text: t(`desk.list.${value}`) }))}
      />
      <Select
        t={t}
        name="in"
        label={t('desk.list.translation')}
        optional="unsaid"
        empty={t('desk.list.all')}
        value={query.inLang ? `${query.inLang.lang}:${query.inLang.state}` : ''}
        options={inOptions}
      />
      <Select
        t={t}
        name="sort"
        label={t('desk.list.sort')}
        optional="unsaid"
        value={query.sort}
        options={listSorts.map((value) => ({ value, text: t(`desk.list.sort.${value}`) }))}
      />
      <button type="submit">{t('desk.list.apply')}</button>
    </form>
  );
}

function Line({ c, engine, line, bulk }: Shared & { line: ListLine; bulk: boolean }) {
  const { t } = c.var;
  return (
    <tr>
      {bulk ? (
        <td>
          <input
            type="checkbox"
            name="ids"
            value={line.id}
            aria-label={t('desk.list.choose_one', { title: line.title })}
          />
        </td>
      ) : null}
      <th scope="row">
        <a href={`${engine.editable.path}/${line.id}`}>
          <bdi>{line.title}</bdi>
        </a>{' '}
        <span class="label">
          <bdi>{line.campaign ?? ''}</bdi>
        </span>
      </th>
      <td>{stateWords(c, line)}</td>
      <td>
        <ul class="desk-langs">
          {Object.entries(line.langs).map(([lang, state]) => (
            <li>
              <span class="state" data-state={state}>
                <bdi>{isLang(lang) ? languageNames[lang] : lang}</bdi>: {t(`desk.state.${state}`)}
              </span>
            </li>
          ))}
        </ul>
      </td>
      <td>{formatInstant(t.lang, new Date(line.changedAt))}</td>
    </tr>
  );
}

function stateWords(c: DeskContext, line: ListLine): string {
  const { t } = c.var;
  const words: string[] = [
    t(line.isPublic ? (line.waits ? 'desk.list.waiting' : 'desk.list.public') : 'desk.list.draft'),
  ];
  if (line.plannedAt)
    words.push(t('desk.edit.planned_for', { date: formatMoment(t.lang, new Date(line.plannedAt)) }));
  if (line.unadopted) words.push(t('desk.list.unadopted'));
  return words.join(' · ');
}

function BulkButtons({ c, engine }: Shared) {
  const { t } = c.var;
  return (
    <div class="desk-foot">
      <button type="submit" name="do" value="publish">
        {t('desk.list.bulk.publish')}
      </button>
      <button type="submit" name="do" value="unpublish">
        {t('desk.list.bulk.unpublish')}
      </button>
      {engine.editable.binnable ? (
        <button type="submit" name="do" value="bin">
          {t('desk.list.bulk.bin')}
        </button>
      ) : null}
    </div>
  );
}

function ListPages({ c, query, total }: { c: DeskContext; query: ListQuery; total: number }) {
  const { t } = c.var;
  const last = Math.max(1, Math.ceil(total / listPerPage));
  if (last === 1) return null;
  const at = (page: number) => {
    const url = new URL(c.req.url);
    url.searchParams.set('page', String(page));
    url.searchParams.delete('done');
    return url.pathname + url.search;
  };
  return (
    <nav class="pages" aria-label={t('pages.label')}>
      {query.page > 1 ? (
        <a rel="prev" href={at(query.page - 1)}>
          {t('pages.previous')}
        </a>
      ) : null}
      <span>
        {t('desk.list.page', { page: formatNumber(t.lang, query.page), last: formatNumber(t.lang, last) })}
      </span>
      {query.page < last ? (
        <a rel="next" href={at(query.page + 1)}>
          {t('pages.next')}
        </a>
      ) : null}
    </nav>
  );
}

/** Does one thing to all that were chosen; those that the person may not, or that it does not fit, stay as they are. */
async function bulk(c: DeskContext, engine: Engine): Promise<Response> {
  const { editable, desk } = engine;
  const body = await c.req.parseBody({ all: true });
  const typed = typedIn(body);
  const ids = [body.ids ?? []].flat().flatMap((id) => (typeof id === 'string' ? (parseId(id) ?? []) : []));
  const todo = (['publish', 'unpublish', 'bin'] as const).find((one) => one === typed.do);
  let n = 0;
  for (const id of [...new Set(ids)].slice(0, listPerPage)) {
    const campaignId = await campaignOfThing(desk.site.db, editable.kind, id);
    if (campaignId === 'absent' || !may(c.var.member, editable.publish, campaignId)) continue;
    if (todo && (await doOne(c, engine, id, todo, whyIn(typed, todo)))) n += 1;
  }
  c.set('audited', { detail: { do: todo ?? '', n, ids } });
  const back = /^\?[\w=&%.:+-]*$/.test(typed.back ?? '')
    ? (typed.back ?? '').replace(/([?&])done=\w+&?/, '$1')
    : '';
  return c.redirect(doneAt(editable.path + back.replace(/[?&]$/, ''), 'bulk'), 303);
}

async function doOne(
  c: DeskContext,
  { editable, desk }: Engine,
  id: Id,
  todo: 'publish' | 'unpublish' | 'bin',
  why: string,
) {
  const actor = actorOf(c);
  return desk.site.db.transaction().execute(async (tx) => {
    await lockThing(tx, id);
    const work = await readWork(tx, editable, id);
    if (work === null || work.binnedAt !== null) return false;
    if (todo === 'publish') {
      const langs = Object.keys(work.drafts) as (keyof Work['drafts'])[]; // keys of a record by language
      const { outcome } = await publishWork(write(actor, why, tx), editable, work, langs, { actor });
      return outcome === 'published';
    }
    const was = await unpublish(tx, editable, id, actor);
    if (todo === 'bin' && editable.binnable) await putIntoBin(tx, id, actor, why);
    return was || todo === 'bin';
  });
}
