import { formatInstant, formatMoment } from '../../../foundation/i18n/dates.ts';
import { isLang, languageNames } from '../../../foundation/i18n/lang.ts';
import { formatNumber } from '../../../foundation/i18n/numbers.ts';
import { Field, Select } from '../../../ui/components/field.tsx';
import type { DeskContext } from '../../model.ts';
import type { Engine } from '../context.ts';
import {
  type ListLine,
  type ListQuery,
  listPerPage,
  listSorts,
  listStates,
  translationStates,
} from './list-store.ts';

interface Shared {
  c: DeskContext;
  engine: Engine;
}

/** What narrows the list, above it. */
export function Filters({
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

/** One thing in the list. */
export function Line({ c, engine, line, bulk }: Shared & { line: ListLine; bulk: boolean }) {
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

/** What can be done with all that are chosen. */
export function BulkButtons({ c, engine }: Shared) {
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

/** The pages of the list; nothing where one holds it all. */
export function ListPages({ c, query, total }: { c: DeskContext; query: ListQuery; total: number }) {
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
