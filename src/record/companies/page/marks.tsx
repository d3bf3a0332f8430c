import type { Translator } from '../../../foundation/i18n/translate.ts';
import { langAttribute } from '../../../ui/components/said.ts';
import { type Mark, markOf } from '../as-of.ts';
import { type CompanyName, hasEnded } from '../model.ts';
import type { CaseLine, ContractLine, IncidentLine } from './model.ts';
import type { Teller } from './teller.ts';
import { nameOf } from './texts.ts';

/** How surely something was so at the time asked for: what is certain is said plainly. */
export function NameMark({ t, mark }: { t: Translator; mark: Mark }) {
  if (mark === 'certain' || mark === 'later') return null;
  return <span class="then">{t(`record.then.${mark}`)}</span>;
}

/** What of a part of the page could not be cut to the time asked for, where it stands; nothing on the page of today. */
export function FromToday({
  teller: { t, asOf },
  of,
}: {
  teller: Teller;
  of: 'succession' | 'incidents' | 'contracts' | 'cases' | 'sources';
}) {
  return asOf === null ? null : <p class="label from-today">{t(`record.company.on.${of}`)}</p>;
}

/** A name that was given up is struck out wherever it stands, but not on a page of a time at which it was borne. */
export function OneName({ t, name, plain }: { t: Translator; name: CompanyName; plain?: boolean }) {
  const text = <bdi lang={langAttribute(name.lang, t.lang)}>{name.name}</bdi>;
  if (plain || !hasEnded(name)) return text;
  return (
    <s>
      <span class="vh">{t('names.former')}</span>
      {text}
    </s>
  );
}

/** Under which name something was done: the one borne then. */
export function UnderName({
  teller: { t, asOf },
  names,
  done,
}: {
  teller: Teller;
  names: readonly CompanyName[];
  done: IncidentLine | ContractLine | CaseLine;
}) {
  // A name that was taken later is not known of then, not even where it stands in the contract.
  const known = asOf === null ? names : names.filter((name) => markOf(name, asOf) !== 'later');
  const under = nameOf(known, done);
  if (under === null) return <>{t('record.company.name_unknown')}</>;
  return (
    <span class="names">
      <OneName t={t} name={under.name} plain={asOf !== null} />
      {under.sure ? null : (
        <>
          {' '}
          <NameMark t={t} mark="possible" />
        </>
      )}
    </span>
  );
}
