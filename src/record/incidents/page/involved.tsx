import { formatDate } from '../../../foundation/i18n/dates.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { Part } from '../../../ui/components/part.tsx';
import { langAttribute } from '../../../ui/components/said.ts';
import { Standing } from '../../../ui/components/standing.tsx';
import { nameLine } from '../../companies/model.ts';
import { daysOf, nameThen } from '../../then.ts';
import type { Involved } from '../list/model.ts';
import type { IncidentRead } from './model.ts';

/** Who was involved: each company by the name that it bore then, as what, and how surely. */
export function InvolvedPart({ t, incident }: { t: Translator; incident: IncidentRead }) {
  const { companies, date, dateTo } = incident;
  if (companies.length === 0) return null;
  const heads = { role: t('record.incident.role'), standing: t('standing.label') };
  return (
    <Part id="involved" title={t('record.incident.involved')} note={t('record.incident.involved.note')}>
      <table class="stack involved">
        <caption class="vh">{t('record.incident.involved')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('record.cases.company')}</th>
            <th scope="col">{heads.role}</th>
            <th scope="col">{heads.standing}</th>
          </tr>
        </thead>
        <tbody>
          {companies.map((company) => (
            <tr>
              <th scope="row">
                <a href={`/${t.lang}/record/companies/${company.slug}?on=${date}`}>
                  <NameThen t={t} company={company} incident={{ date, dateTo }} />
                </a>{' '}
                <Today t={t} company={company} incident={{ date, dateTo }} />
              </th>
              <td data-label={heads.role}>{t(`record.incident.role.${company.role}`)}</td>
              <td data-label={heads.standing}>
                <Standing t={t} standing={company.standing} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

interface NameProps {
  t: Translator;
  company: Involved;
  incident: Pick<IncidentRead, 'date' | 'dateTo'>;
}

function NameThen({ t, company, incident }: NameProps) {
  const name = nameThen(company.names, daysOf(incident.date, incident.dateTo))?.name ?? company.names[0];
  return <bdi lang={langAttribute(name?.lang, t.lang)}>{name?.name ?? company.slug}</bdi>;
}

/** How surely it was called so then, and what it is called by now, where that is another name. */
function Today({ t, company, incident: { date, dateTo } }: NameProps) {
  const then = nameThen(company.names, daysOf(date, dateTo));
  const present = nameLine(company.names)?.current;
  const how = then ? t(`record.incident.called.${then.then}`, { date: formatDate(t.lang, date) }) : null;
  return (
    <span class="label">
      {how}
      {present && present.id !== then?.name.id ? (
        <>
          {how ? ' ' : null}
          {t('record.incident.last_name')}{' '}
          <bdi lang={langAttribute(present.lang, t.lang)}>{present.name}</bdi>
        </>
      ) : null}
    </span>
  );
}
