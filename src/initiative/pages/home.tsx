import type { CampaignFigures } from '../../campaigns/figures/store.ts';
import type { Campaign } from '../../campaigns/model.ts';
import type { Declaration } from '../../declarations/model.ts';
import { countryName } from '../../foundation/i18n/countries.ts';
import { type Lang, languageNames } from '../../foundation/i18n/lang.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { sentencesOf } from '../../foundation/text/sentences.ts';
import type { NewsItem } from '../../news/model.ts';
import type { Organisation } from '../../organisations/model.ts';
import { type Renaming, registerRows } from '../../record/names/model.ts';
import { Columns } from '../../ui/components/columns.tsx';
import { Entries } from '../../ui/components/entries.tsx';
import { FallbackMark, FallbackText } from '../../ui/components/fallback-text.tsx';
import { Latest } from '../../ui/components/latest.tsx';
import { reviewNotice } from '../../ui/components/notice.tsx';
import { Opening } from '../../ui/components/opening.tsx';
import { More, Part, Wrap } from '../../ui/components/part.tsx';
import { Register } from '../../ui/components/register.tsx';
import type { Initiative } from '../model.ts';
import { CampaignBand } from './campaign-band.tsx';

/** Everything that the home page shows. `declaration` and `figures` are those of the first campaign. */
export interface HomeData {
  initiative: Initiative | null;
  campaigns: readonly Campaign[];
  declaration: Declaration | null;
  figures: CampaignFigures | null;
  news: readonly NewsItem[];
  organisations: readonly Organisation[];
  renamings: readonly Renaming[];
}

export interface HomeProps {
  t: Translator;
  site: string;
  languages: readonly Lang[];
  data: HomeData;
}

const namesShown = 5;

/** Who the initiative is, what it campaigns for, what is new, and how to join. */
export function Home({ t, site, languages, data }: HomeProps) {
  const { initiative, campaigns, declaration, figures, news, organisations, renamings } = data;
  const base = `/${t.lang}`;
  const [first, ...others] = campaigns;
  return (
    <>
      <Wrap>
        <HomeOpening
          t={t}
          site={site}
          initiative={initiative}
          since={first?.unadopted ? (figures?.publishedAt ?? null) : null}
        />
      </Wrap>
      {first && figures ? (
        <CampaignBand t={t} campaign={first} declaration={declaration} count={figures.count} />
      ) : null}
      <Wrap>
        {others.length > 0 ? <OtherCampaigns t={t} campaigns={others} /> : null}
        {news.length > 0 ? (
          <Part id="news" title={t('home.news')}>
            <Latest t={t} items={news} base={`${base}/news`} />
            <More href={`${base}/news`}>{t('home.news.all')}</More>
          </Part>
        ) : null}
        {figures && figures.companies > 0 ? (
          <TheRecord t={t} renamings={renamings} figures={figures} record={`${base}/record`} />
        ) : null}
        <Part id="join" title={t('home.join')}>
          <p class="lead">{t('home.join.text')}</p>
          <More href={`${base}/contact`}>{t('home.join.contact')}</More>
          {first ? <More href={`${base}/act`}>{t('home.join.act')}</More> : null}
        </Part>
        {organisations.length > 0 ? <Organisations t={t} organisations={organisations} /> : null}
        <Part id="languages" title={t('home.languages')}>
          <ul class="line">
            {languages.map((lang) => (
              <li>
                <a
                  lang={lang}
                  hreflang={lang}
                  href={`/${lang}`}
                  aria-current={lang === t.lang ? 'page' : undefined}
                >
                  {languageNames[lang]}
                </a>
              </li>
            ))}
          </ul>
        </Part>
      </Wrap>
    </>
  );
}

interface HomeOpeningProps {
  t: Translator;
  site: string;
  initiative: Initiative | null;
  /** When what nobody has adopted yet was published; null when all is adopted. */
  since: Date | null;
}

/** The first sentence of the purpose stands large, the rest below it. */
function HomeOpening({ t, site, initiative, since }: HomeOpeningProps) {
  if (!initiative) return <Opening size="display" title={site} stand={t('home.empty')} />;
  const [first = '', ...rest] = sentencesOf(initiative.purpose, initiative.lang);
  const said = (text: string) => <FallbackText t={t} said={{ text, lang: initiative.lang }} mark={false} />;
  return (
    <Opening
      size="display"
      title={said(initiative.name)}
      stand={first ? said(first) : undefined}
      say={reviewNotice(t, since) ?? undefined}
    >
      {rest.length > 0 ? <p>{said(rest.join(' '))}</p> : null}
      <FallbackMark t={t} lang={initiative.lang} />
      <More href={`/${t.lang}/about`}>{t('home.about')}</More>
    </Opening>
  );
}

function OtherCampaigns({ t, campaigns }: { t: Translator; campaigns: readonly Campaign[] }) {
  return (
    <Part id="campaigns" title={t('frame.campaigns')}>
      <Entries
        items={campaigns.map(({ slug, name, tagline, lang }) => ({
          label: t('frame.campaign'),
          title: <FallbackText t={t} said={{ text: name, lang }} />,
          href: `/${t.lang}/campaigns/${slug}`,
          text: tagline ? <FallbackText t={t} said={{ text: tagline, lang }} mark={false} /> : undefined,
        }))}
      />
    </Part>
  );
}

interface TheRecordProps {
  t: Translator;
  renamings: readonly Renaming[];
  figures: CampaignFigures;
  record: string;
}

function TheRecord({ t, renamings, figures, record }: TheRecordProps) {
  const { companies, incidents, cases } = figures;
  return (
    <Part id="record" title={t('frame.record')} note={t('home.record', { companies, incidents, cases })}>
      <div>
        {renamings.length > 0 ? (
          <Register t={t} rows={registerRows(renamings.slice(0, namesShown), record)} />
        ) : null}
        <p class="more">
          {t('home.record.borne', { n: renamings.length, all: companies })}{' '}
          <a href={record}>{t('home.record.more')}</a>
        </p>
      </div>
    </Part>
  );
}

function Organisations({ t, organisations }: { t: Translator; organisations: readonly Organisation[] }) {
  return (
    <Part id="organisations" title={t('frame.organisations')} note={t('home.organisations')}>
      <Columns
        t={t}
        items={organisations.map(({ slug, name, lang, country }) => ({
          name,
          lang,
          href: `/${t.lang}/organisations#${slug}`,
          note: countryName(t.lang, country),
        }))}
      />
    </Part>
  );
}
