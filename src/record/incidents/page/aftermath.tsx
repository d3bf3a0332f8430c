import type { Child } from 'hono/jsx';
import { formatDate } from '../../../foundation/i18n/dates.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { Entries } from '../../../ui/components/entries.tsx';
import { FallbackText } from '../../../ui/components/fallback-text.tsx';
import { Part } from '../../../ui/components/part.tsx';
import { Standing } from '../../../ui/components/standing.tsx';
import { CaseSort, caseDates, redressText } from '../../cases/words.tsx';
import type { IncidentCase, IncidentRedress } from './model.ts';

/** The cases that an incident came to; where none is on record it says so, and that this is no finding. */
export function CasesPart({ t, cases }: { t: Translator; cases: readonly IncidentCase[] }) {
  return (
    <Part id="cases" title={t('record.incident.cases')} note={t('record.incident.cases.note')}>
      {cases.length === 0 ? (
        <p class="empty">{t('record.incident.cases.none')}</p>
      ) : (
        <Entries
          items={cases.map((one) => ({
            label: caseDates(t, one),
            title: <FallbackText t={t} said={{ text: one.title, lang: one.lang }} />,
            href: `/${t.lang}/record/cases/${one.slug}`,
            note: <CaseSort t={t} one={one} />,
            text: one.court ? (
              <FallbackText t={t} said={{ text: one.court, lang: one.lang }} mark={false} />
            ) : null,
          }))}
        />
      )}
    </Part>
  );
}

export interface RedressPartProps {
  t: Translator;
  redress: readonly IncidentRedress[];
  footnotes(id: IncidentRedress['id']): Child;
}

/** What those who were harmed obtained; where nothing is on record it says that nobody has recorded it, not that it was none. */
export function RedressPart({ t, redress, footnotes }: RedressPartProps) {
  return (
    <Part id="redress" title={t('record.case.redress')} note={t('record.case.redress.note')}>
      {redress.length === 0 ? (
        <p class="empty">{t('record.case.no_redress')}</p>
      ) : (
        <Entries
          items={redress.map((one) => ({
            id: `redress-${one.id}`,
            label: (
              <>
                {one.date ? formatDate(t.lang, one.date) : t('date.unknown')}
                <br />
                <Standing t={t} standing={one.standing} />
              </>
            ),
            title: redressText(t, one),
            text: (
              <FallbackText t={t} said={{ text: one.what, lang: one.lang }}>
                {footnotes(one.id)}
              </FallbackText>
            ),
            note: one.caseSlug ? (
              <a href={`/${t.lang}/record/cases/${one.caseSlug}`}>{one.caseTitle ?? one.caseSlug}</a>
            ) : null,
          }))}
        />
      )}
    </Part>
  );
}
