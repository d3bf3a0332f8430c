import { formatInstant } from '../foundation/i18n/dates.ts';
import { dirOf, languageNames } from '../foundation/i18n/lang.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import { ArticleList } from '../ui/components/article-list.tsx';
import { Crumbs } from '../ui/components/crumbs.tsx';
import { Opening } from '../ui/components/opening.tsx';
import { More, Part, Wrap } from '../ui/components/part.tsx';
import { langAttribute } from '../ui/components/said.ts';
import { When } from '../ui/components/when.tsx';
import { dated } from './dated.ts';
import type { Wording } from './model.ts';

interface WordingPageProps {
  t: Translator;
  wording: Wording & { versionNumber: number; declaredOn: string; campaignSlug: string; superseded: boolean };
  campaignName: string;
  others: readonly {
    sha256: string;
    lang: Wording['lang'];
    erratum: number;
    versionNumber: number;
    state: Wording['state'];
  }[];
}

/** "The wording you signed": one text for ever, with the sum by which anyone can check it. */
export function WordingPage({ t, wording, campaignName, others }: WordingPageProps) {
  const base = `/${t.lang}/campaigns/${wording.campaignSlug}`;
  const inLang = langAttribute(wording.lang, t.lang);
  const dir = inLang ? dirOf(wording.lang) : undefined;
  const here = `${base}/declaration/wordings/${wording.sha256}`;
  return (
    <Wrap>
      <Crumbs
        t={t}
        above={[
          { href: `/${t.lang}`, text: t('frame.home') },
          { href: base, text: campaignName },
          { href: `${base}/declaration`, text: t('frame.declaration') },
        ]}
        here={t('declaration.wording_title')}
      />
      <Opening
        size="title"
        title={t('declaration.wording_title')}
        stand={t('declaration.wording_stand')}
        say={
          <>
            <p class="label">
              {t('declaration.version', { n: wording.versionNumber, date: dated(t, wording.declaredOn) })}{' '}
              <bdi lang={wording.lang}>{languageNames[wording.lang]}</bdi>
            </p>
            {wording.erratumNote ? (
              <p class="label">
                {t('declaration.wording_erratum')}: {wording.erratumNote}
              </p>
            ) : null}
            <p class="label">
              {wording.superseded ? t('declaration.wording_superseded') : t('declaration.wording_current')}{' '}
              <a href={`${base}/declaration`}>{t('declaration.wording_now')}</a>
            </p>
          </>
        }
      />
      {wording.state === 'draft' ? <p class="notice">{t('declaration.draft')}</p> : null}
      <div lang={inLang} dir={dir}>
        <Part id="articles" title={wording.title}>
          <p class="lead">{wording.preamble}</p>
          <ArticleList
            articles={wording.articles.map((article) => ({ ...article, label: String(article.number) }))}
          />
          <p class="lead">{wording.closing}</p>
        </Part>
      </div>
      <Part id="sum" title={t('declaration.wording_hash')} note={t('declaration.wording_hash_note')}>
        <p>
          <bdi lang="en" dir="ltr" class="sum">
            {wording.sha256}
          </bdi>
        </p>
        <p class="label">
          <When
            text={formatInstant(t.lang, new Date(wording.writtenAt))}
            datetime={wording.writtenAt.slice(0, 10)}
          />
        </p>
        <More href={`${here}.txt`}>{t('declaration.wording_file')}</More>
      </Part>
      <Part id="others" title={t('declaration.wordings')}>
        <ul class="stacked">
          {others.map((other) => (
            <li>
              <a
                href={`${base}/declaration/wordings/${other.sha256}`}
                aria-current={other.sha256 === wording.sha256 ? 'page' : undefined}
              >
                <bdi lang={other.lang}>{languageNames[other.lang]}</bdi> · {t('declaration.wording_version')}{' '}
                {other.versionNumber}
                {other.erratum > 0 ? ` · ${t('declaration.wording_erratum')} ${other.erratum}` : null}
              </a>
            </li>
          ))}
        </ul>
      </Part>
    </Wrap>
  );
}
