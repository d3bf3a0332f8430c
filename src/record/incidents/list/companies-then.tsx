import type { Translator } from '../../../foundation/i18n/translate.ts';
import { langAttribute } from '../../../ui/components/said.ts';
import { daysOf, nameThen } from '../../then.ts';
import type { ListedIncident } from './model.ts';

/** The companies of an incident in one line, each by the name that it bore then. */
export function CompaniesThen({
  t,
  incident,
}: {
  t: Translator;
  incident: Pick<ListedIncident, 'companies' | 'date' | 'dateTo'>;
}) {
  const when = daysOf(incident.date, incident.dateTo);
  return (
    <>
      {incident.companies.map(({ slug, names }, index) => {
        const name = nameThen(names, when)?.name ?? names[0];
        return (
          <>
            {index > 0 ? ' · ' : null}
            <bdi lang={langAttribute(name?.lang, t.lang)}>{name?.name ?? slug}</bdi>
          </>
        );
      })}
    </>
  );
}
