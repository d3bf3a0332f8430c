import { countryName, international } from '../../../foundation/i18n/countries.ts';
import { formatDate } from '../../../foundation/i18n/dates.ts';
import { localeOf } from '../../../foundation/i18n/lang.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { FallbackText } from '../../../ui/components/fallback-text.tsx';
import { reviewNotice } from '../../../ui/components/notice.tsx';
import { Opening } from '../../../ui/components/opening.tsx';
import { More, Part, Wrap } from '../../../ui/components/part.tsx';
import { NotedStanding } from '../../../ui/components/standing.tsx';
import type { PageView } from '../../../ui/respond.tsx';
import { RecordCrumbs } from '../../parts/crumbs.tsx';
import { pageJsonLd } from '../../parts/page-json-ld.ts';
import { type Law, questions } from '../model.ts';
import { Answer, Legend } from './answer.tsx';
import { type CountryLaws, LawMaps } from './maps.tsx';

export interface LawListData {
  laws: readonly Law[];
  /** When what came with the software was published; null where all is adopted. */
  unreviewedSince: Date | null;
}

/** What the laws of each country do, against what the campaign asks of them. */
export function lawListView(t: Translator, { laws, unreviewedSince }: LawListData): PageView {
  const countries = countriesOf(t, laws);
  return {
    title: t('record.laws.title'),
    description: t('record.laws.stand'),
    path: '/record/laws',
    tags: ['law'],
    jsonLd: [pageJsonLd(t, 'CollectionPage', t('record.laws.title'))],
    body: (
      <Wrap>
        <RecordCrumbs t={t} here={t('record.laws.title')} />
        <Opening title={t('record.laws.title')} size="title" stand={t('record.laws.stand')}>
          {reviewNotice(t, unreviewedSince)}
        </Opening>
        {laws.length > 0 ? (
          <Part
            id="map"
            title={t('record.laws.map')}
            note={t('record.laws.map.note')}
            margin={<Legend t={t} />}
          >
            <LawMaps t={t} countries={countries.filter(({ code }) => code !== international)} />
          </Part>
        ) : null}
        <Part
          id="laws"
          title={t('record.laws.by_country')}
          note={laws.length > 0 ? t('record.laws.count', { n: laws.length }) : null}
          margin={laws.length > 0 ? <Legend t={t} /> : null}
        >
          <div>
            {laws.length === 0 ? (
              <p class="empty">{t('record.unresearched')}</p>
            ) : (
              <LawTable t={t} countries={countries} />
            )}
            <More href={`/${t.lang}/record/treaty`}>{t('record.treaty.title')}</More>
          </div>
        </Part>
      </Wrap>
    ),
  };
}

function LawTable({ t, countries }: { t: Translator; countries: readonly CountryLaws[] }) {
  return (
    <table class="stack laws">
      <caption class="vh">{t('record.laws.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('record.laws.law')}</th>
          {questions.map((question) => (
            <th scope="col">{t(`record.law.${question}`)}</th>
          ))}
        </tr>
      </thead>
      {countries.map(({ code, name, own }) => (
        <tbody id={`country-${code}`}>
          <tr>
            <th scope="rowgroup" colspan={questions.length + 1} class="group">
              {name}
            </th>
          </tr>
          {own.map((law) => (
            <LawRow t={t} law={law} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function LawRow({ t, law }: { t: Translator; law: Law }) {
  const unknown = questions.filter((question) => law.does[question] === 'unknown').length;
  return (
    <tr>
      <th scope="row">
        <a href={`/${t.lang}/record/laws/${law.slug}`}>
          <FallbackText t={t} said={{ text: law.title, lang: law.lang }} />
        </a>
        <span class="label block">
          {law.adopted === null ? null : `${formatDate(t.lang, law.adopted)} · `}
          {t(`record.law.kind.${law.kind}`)}
          {/* The draft of a treaty has said that it is one. */}
          {law.kind === 'treaty-draft' && law.status === 'draft'
            ? null
            : ` · ${t(`record.law.status.${law.status}`)}`}{' '}
          <NotedStanding t={t} standing={law.standing} of="law" />
        </span>
        {unknown > 0 ? (
          <span class="label narrow-only">
            {t('record.laws.unknown', { n: unknown, of: questions.length })}
          </span>
        ) : null}
      </th>
      {questions.map((question) => (
        <td
          data-label={t(`record.law.${question}`)}
          class={law.does[question] === 'unknown' ? 'not-narrow' : undefined}
        >
          <Answer t={t} question={question} does={law.does[question]} />
        </td>
      ))}
    </tr>
  );
}

/** By their names in the language of the page; what belongs to no one country comes last. */
function countriesOf(t: Translator, laws: readonly Law[]): CountryLaws[] {
  const compare = new Intl.Collator(localeOf(t.lang)).compare;
  const codes = [...new Set(laws.map(({ country }) => country))];
  return codes
    .map((code) => ({
      code,
      name: countryName(t.lang, code),
      own: laws.filter(({ country }) => country === code),
    }))
    .sort(
      (a, b) =>
        Number(a.code === international) - Number(b.code === international) || compare(a.name, b.name),
    );
}
