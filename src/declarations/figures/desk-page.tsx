import { countryName } from '../../foundation/i18n/countries.ts';
import { isLang, languageNames } from '../../foundation/i18n/lang.ts';
import { formatNumber } from '../../foundation/i18n/numbers.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { Via } from '../via/model.ts';
import { BarTable } from './bars-desk.tsx';
import { type By, barsOf, type FiguredCampaign, type Figures, spansOf } from './model.ts';
import { OverTime } from './over-time-desk.tsx';

interface FiguresPageProps {
  t: Translator;
  path: string;
  campaigns: readonly FiguredCampaign[];
  chosen: FiguredCampaign | null;
  figures: Figures | null;
  vias: readonly Via[];
  by: By;
  today: string;
}

const mostCountries = 20;
const mostOthers = 50;

/** What the signatures of a campaign come to: over time, then by what can be said of them. */
export function FiguresPage(props: FiguresPageProps) {
  const { t, path, campaigns, chosen, figures, vias, by, today } = props;
  if (!chosen || !figures) return <p class="empty">{t('desk.figures.none')}</p>;
  const here = `${path}?campaign=${chosen.slug}`;
  const nameOfVia = (id: string | null) =>
    id === null ? t('desk.figures.no_via') : (vias.find((via) => via.id === id)?.name ?? '');
  const rest = t('desk.figures.rest');
  return (
    <>
      {campaigns.length > 1 ? (
        <nav class="tabs" aria-label={t('desk.menu.campaigns')}>
          {campaigns.map(({ slug, name }) => (
            <a href={`${path}?campaign=${slug}`} aria-current={slug === chosen.slug ? 'true' : undefined}>
              <bdi>{name}</bdi>
            </a>
          ))}
        </nav>
      ) : null}
      <Sums t={t} figures={figures} />
      <OverTime t={t} spans={spansOf(figures.days, by, today)} by={by} here={here} />
      <BarTable
        t={t}
        id="states"
        title={t('desk.figures.states')}
        head={t('desk.figures.state')}
        bars={barsOf(
          figures.states.map(({ state, kind, n }) => ({
            label: t('desk.figures.kind_state', {
              kind: t(`signatories.kind.${kind}`),
              state: t(`desk.figures.state.${state}`),
            }),
            n,
          })),
          mostOthers,
          rest,
        )}
      />
      <BarTable
        t={t}
        id="countries"
        title={t('desk.figures.countries')}
        note={t('desk.figures.standing')}
        head={t('signatories.country')}
        bars={barsOf(
          figures.countries.map(({ country, n }) => ({ label: countryName(t.lang, country), n })),
          mostCountries,
          rest,
        )}
      />
      <BarTable
        t={t}
        id="langs"
        title={t('desk.figures.langs')}
        note={t('desk.figures.standing')}
        head={t('desk.handover.lang')}
        bars={barsOf(
          figures.langs.map(({ lang, n }) => ({ label: isLang(lang) ? languageNames[lang] : lang, n })),
          mostOthers,
          rest,
        )}
      />
      <BarTable
        t={t}
        id="vias"
        title={t('desk.figures.vias')}
        note={t('desk.figures.standing')}
        head={t('desk.figures.via')}
        bars={barsOf(
          figures.vias.map(({ via, n }) => ({ label: nameOfVia(via), n })),
          mostOthers,
          rest,
        )}
      />
    </>
  );
}

function Sums({ t, figures }: { t: Translator; figures: Figures }) {
  const sum = (state: string, kind: string) =>
    figures.states
      .filter((row) => row.state === state && row.kind === kind)
      .reduce((all, { n }) => all + n, 0);
  const sums = [
    { term: t('desk.figures.listed_organisations'), n: sum('listed', 'organisation') },
    { term: t('desk.figures.listed_people'), n: sum('listed', 'person') },
    { term: t('desk.figures.awaiting'), n: sum('confirmed', 'organisation') },
    { term: t('desk.figures.from_countries'), n: figures.countries.length },
  ];
  return (
    <dl class="sums">
      {sums.map(({ term, n }) => (
        <div>
          <dt>{term}</dt>
          <dd>{formatNumber(t.lang, n)}</dd>
        </div>
      ))}
    </dl>
  );
}
