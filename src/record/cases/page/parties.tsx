import { formatDate } from '../../../foundation/i18n/dates.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { Entries } from '../../../ui/components/entries.tsx';
import { Part } from '../../../ui/components/part.tsx';
import { langAttribute } from '../../../ui/components/said.ts';
import { nameLine } from '../../companies/model.ts';
import { daysOf, nameThen } from '../../then.ts';
import type { CaseRead, Party } from './case-store.ts';

/** The companies of a case, each by the name that it bore when the case began, and what it is in the case. */
export function Parties({ t, one }: { t: Translator; one: CaseRead }) {
  return (
    <Part id="companies" title={t('record.case.companies')}>
      {one.companies.length === 0 ? (
        <p>{t('record.case.no_company')}</p>
      ) : (
        <Entries items={one.companies.map((party) => entryOf(t, one, party))} />
      )}
    </Part>
  );
}

function entryOf(t: Translator, { filed, decided, kind }: CaseRead, { slug, role, names }: Party) {
  const begun = filed ?? decided;
  const days = begun === null ? null : daysOf(begun);
  const then = days === null ? null : nameThen(names, days);
  const last = nameLine(names)?.current ?? null;
  const shown = then?.name ?? last;
  const other = last && shown && last.id !== shown.id ? last : null;
  return {
    // Arabic has a word for who is accused of an offence and another for who is sued.
    label: t(
      role === 'defendant' && kind === 'criminal'
        ? 'record.party.defendant.criminal'
        : `record.party.${role}`,
    ),
    title: shown ? <bdi lang={langAttribute(shown.lang, t.lang)}>{shown.name}</bdi> : slug,
    href: `/${t.lang}/record/companies/${slug}${days === null ? '' : `?on=${days.from}`}`,
    note:
      begun === null || then === null
        ? null
        : t(`record.party.called.${then.then}`, { date: formatDate(t.lang, begun) }),
    text: other ? (
      <>
        {t('record.party.last_name')} <bdi lang={langAttribute(other.lang, t.lang)}>{other.name}</bdi>
      </>
    ) : null,
  };
}
