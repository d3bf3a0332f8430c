import { Entries, type Entry } from '../../ui/components/entries.tsx';
import { FallbackText } from '../../ui/components/fallback-text.tsx';
import { Rich } from '../../ui/components/rich.tsx';
import { FootnoteRefs } from '../../ui/components/sources.tsx';
import type { CourtCase } from '../cases/model.ts';
import { CaseSort, caseDates } from '../cases/words.tsx';
import { type Company, nameLine } from '../companies/model.ts';
import type { Told } from './model.ts';
import type { Teller } from './telling.ts';

/** The cases of an incident or a company: each in full once, elsewhere as a link to where that is. */
export function Cases({
  teller,
  cases,
  here,
}: {
  teller: Teller;
  cases: readonly Told<CourtCase>[];
  here: Company;
}) {
  if (cases.length === 0) return null;
  return <Entries level="h4" items={cases.map((told) => entryOf(teller, told, here))} />;
}

function entryOf(teller: Teller, { thing, full, chapter }: Told<CourtCase>, here: Company): Entry {
  const { t } = teller;
  const title = <FallbackText t={t} said={{ text: thing.title, lang: thing.lang }} />;
  const label = caseDates(t, thing);
  if (!full) {
    return {
      label,
      title,
      href: `#case-${thing.slug}`,
      text: <ToldUnder t={t} chapter={chapter} here={here} />,
    };
  }
  return {
    id: `case-${thing.slug}`,
    label,
    title,
    note: (
      <>
        <CaseSort t={t} one={thing} />
        {thing.court ? (
          <>
            <br />
            <FallbackText t={t} said={{ text: thing.court, lang: thing.lang }} mark={false} />
          </>
        ) : null}
      </>
    ),
    text: (
      <>
        <FallbackText t={t} said={{ text: thing.outcome, lang: thing.lang }} mark={false} />{' '}
        <FootnoteRefs t={t} numbers={teller.footnotes(thing.id)} />
      </>
    ),
  };
}

/** Where something is told that is only named here. */
export function ToldUnder({ t, chapter, here }: Pick<Teller, 't'> & { chapter: Company; here: Company }) {
  if (chapter.id === here.id) return <>{t('report.told_above')}</>;
  return (
    <Rich text={t('report.told_under', { company: nameLine(chapter.names)?.current.name ?? chapter.slug })} />
  );
}
