import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import type { Id } from '../../foundation/database/id.ts';
import { formatMoment } from '../../foundation/i18n/dates.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { Field, Select } from '../../ui/components/field.tsx';
import { Pages } from '../../ui/components/pages.tsx';
import { actorName } from '../actor-model.ts';
import type { AuditFilter, AuditLine } from './store.ts';
import { actionWords, didWords, subjectWords } from './words.ts';

interface AuditView {
  lines: readonly AuditLine[];
  /** By actor. */
  names: ReadonlyMap<string, string>;
  filter: AuditFilter;
  people: readonly { value: string; text: string }[];
  actions: readonly { value: string; text: string }[];
  /** The line after which the next page begins. */
  next: Id | null;
  /** Whether this is the first page. */
  first: boolean;
}

/** Who did what to what, when; newest first. */
export function auditPage(c: DeskContext, view: AuditView): Promise<Response> {
  const { t } = c.var;
  const { lines, names, filter, next, first } = view;
  const at = (path: string, more: Record<string, string> = {}) => {
    const query = new URLSearchParams(more);
    const given = { who: filter.actor, action: filter.action, from: filter.from, until: filter.until };
    for (const [name, value] of Object.entries(given)) if (value !== null) query.set(name, value);
    return query.size > 0 ? `${path}?${query}` : path;
  };
  return deskPage(c, {
    title: t('desk.menu.audit'),
    label: t('desk.audit.stand'),
    at: 'audit',
    buttons: (
      <a class="button" href={at('/desk/audit.csv')} download>
        {t('desk.audit.export')}
      </a>
    ),
    body: (
      <>
        <Filter t={t} view={view} />
        {lines.length === 0 ? <p>{t('desk.audit.none')}</p> : null}
        <table class="queue audit">
          <thead>
            <tr>
              <th scope="col">{t('desk.audit.when')}</th>
              <th scope="col">{t('desk.audit.who')}</th>
              <th scope="col">{t('desk.audit.what')}</th>
              <th scope="col">{t('desk.audit.about')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr>
                <td>
                  <time datetime={line.at.toISOString()}>{formatMoment(t.lang, line.at)}</time>
                </td>
                <td>
                  <bdi>{actorName(t, names, line.actor)}</bdi>
                </td>
                <td>
                  {actionWords(t, line.action)}
                  {line.outcome === 'refused' ? <b class="flag"> · {t('desk.audit.refused')}</b> : null}
                  <What t={t} line={line} />
                </td>
                <td>
                  <bdi>{subjectWords(t, names, line) ?? '–'}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <Pages
          t={t}
          label={t('desk.audit.pages')}
          previous={null}
          next={next === null ? null : at('/desk/audit', { after: next })}
          first={first ? null : at('/desk/audit')}
        />
      </>
    ),
  });
}

function What({ t, line }: { t: Translator; line: AuditLine }) {
  const words = didWords(t, line.detail);
  return (
    <span class="label">
      {words}
      {words && line.route ? ' · ' : null}
      <bdi lang="en" dir="ltr">
        {line.route}
      </bdi>
    </span>
  );
}

function Filter({ t, view: { filter, people, actions } }: { t: Translator; view: AuditView }) {
  const common = { t, optional: 'unsaid' as const };
  return (
    <form method="get" action="/desk/audit" class="filters audit-filters">
      <Select
        {...common}
        name="who"
        label={t('desk.audit.who')}
        empty={t('desk.audit.all')}
        value={filter.actor ?? ''}
        options={people}
      />
      <Select
        {...common}
        name="action"
        label={t('desk.audit.what')}
        empty={t('desk.audit.all')}
        value={filter.action ?? ''}
        options={actions}
      />
      <Field {...common} name="from" type="date" label={t('desk.audit.from')} value={filter.from ?? ''} />
      <Field {...common} name="until" type="date" label={t('desk.audit.until')} value={filter.until ?? ''} />
      <button type="submit">{t('desk.audit.filter')}</button>
    </form>
  );
}
