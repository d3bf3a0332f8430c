import type { Desk } from '../../desk/desk.ts';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { parseId } from '../../foundation/database/id.ts';
import { formatDate } from '../../foundation/i18n/dates.ts';
import { parsePartialDate } from '../../foundation/text/partial-date.ts';
import { cleanLine } from '../../foundation/text/plain.ts';
import { may } from '../../staff/model.ts';
import { SearchForm } from '../../ui/components/search-form.tsx';
import { sourceKinds } from './cursor.ts';
import { listDeskSources } from './desk-store.ts';

const path = '/desk/sources';
const perPage = 50;

/** All sources, newest first, by words and kind. */
export async function listPage(c: DeskContext, { site: { db } }: Desk): Promise<Response> {
  const { t, lang, member } = c.var;
  const cleaned = cleanLine(c.req.query('q') ?? '', 100);
  const q = cleaned.ok ? cleaned.text : '';
  const kind = sourceKinds.find((one) => one === c.req.query('kind')) ?? null;
  const before = parseId(c.req.query('before') ?? '');
  const rows = await listDeskSources(db, { q, kind, before, limit: perPage + 1 });
  const lines = rows.slice(0, perPage);
  const at = (more: Record<string, string>) => {
    const query = new URLSearchParams({ ...(q && { q }), ...(kind && { kind }), ...more }).toString();
    return query === '' ? path : `${path}?${query}`;
  };
  return deskPage(c, {
    title: t('desk.menu.sources'),
    label: t('desk.sources.stand'),
    at: 'sources',
    buttons: may(member, 'record.edit', null) ? (
      <a class="button" href={`${path}/new`}>
        {t('desk.sources.create')}
      </a>
    ) : null,
    body: (
      <>
        <nav class="tabs" aria-label={t('desk.sources.kind')}>
          <a
            href={q ? `${path}?${new URLSearchParams({ q })}` : path}
            aria-current={kind === null ? 'true' : undefined}
          >
            {t('desk.list.all')}
          </a>
          {sourceKinds.map((one) => (
            <a
              href={`${path}?${new URLSearchParams({ ...(q && { q }), kind: one })}`}
              aria-current={kind === one ? 'true' : undefined}
            >
              {t(`desk.sources.kind.${one}`)}
            </a>
          ))}
        </nav>
        <SearchForm
          t={t}
          action={path}
          label={t('desk.sources.search')}
          value={q}
          button={t('desk.list.apply')}
        >
          {kind ? <input type="hidden" name="kind" value={kind} /> : null}
        </SearchForm>
        {lines.length === 0 ? (
          <p class="empty">{t('desk.sources.empty')}</p>
        ) : (
          <table class="queue">
            <caption class="vh">{t('desk.menu.sources')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('desk.list.title')}</th>
                <th scope="col">{t('desk.sources.kind')}</th>
                <th scope="col">{t('desk.field.date')}</th>
                <th scope="col">{t('desk.sources.cited')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((source) => {
                const date = parsePartialDate(source.date ?? '');
                return (
                  <tr>
                    <th scope="row">
                      <a href={`${path}/${source.id}`}>
                        <bdi lang={source.language ?? undefined}>{source.title}</bdi>
                      </a>{' '}
                      <span class="label">
                        <bdi>{source.publisher}</bdi>
                        {source.copies > 0 ? ` · ${t('sources.archived')}` : ''}
                        {source.seen ? '' : ` · ${t('record.source.unseen')}`}
                      </span>
                    </th>
                    <td>{t(`desk.sources.kind.${source.kind}`)}</td>
                    <td>{date ? formatDate(lang, date) : ''}</td>
                    <td>{source.cited}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
        {rows.length > perPage ? (
          <nav class="pages" aria-label={t('pages.label')}>
            <a rel="next" href={at({ before: lines.at(-1)?.id ?? '' })}>
              {t('pages.next')}
            </a>
          </nav>
        ) : null}
      </>
    ),
  });
}
