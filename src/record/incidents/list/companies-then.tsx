import type { Translator } from '../../../foundation/i18n/translate.ts';
import { langAttribute } from '../../../ui/components/said.ts';
import { Standing } from '../../../ui/components/standing.tsx';
import { weaker } from '../../model.ts';
import { daysOf, nameThen } from '../../then.ts';
import type { ListedIncident } from './model.ts';

/** The companies of an incident in one line, each by the name that it bore then; and how surely, where that is less than all of it. */
export function CompaniesThen({
  t,
  incident,
}: {
  t: Translator;
  incident: Pick<ListedIncident, 'companies' | 'date' | 'dateTo' | 'standing'>;
}) {
  const when = daysOf(incident.date, incident.dateTo);
  return (
    <>
      {incident.companies.map(({ slug, names, standing }, index) => {
        const name = nameThen(names, when)?.name ?? names[0];
        return (
          <>
            {index > 0 ? ' · ' : null}
            <bdi lang={langAttribute(name?.lang, t.lang)}>{name?.name ?? slug}</bdi>
            {weaker(standing, incident.standing) === incident.standing ? null : (
              <>
                {' '}
                <Standing t={t} standing={standing} />
              </>
            )}
          </>
        );
      })}
    </>
  );
}
