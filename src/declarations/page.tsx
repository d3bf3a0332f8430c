import { countryName } from '../foundation/i18n/countries.ts';
import { formatDate, formatInstant } from '../foundation/i18n/dates.ts';
import { dirOf, languageNames } from '../foundation/i18n/lang.ts';
import { scriptOf } from '../foundation/i18n/script.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import { parsePartialDate } from '../foundation/text/partial-date.ts';
import { ArticleList } from '../ui/components/article-list.tsx';
import { Columns } from '../ui/components/columns.tsx';
import { Count } from '../ui/components/count.tsx';
import { Crumbs } from '../ui/components/crumbs.tsx';
import { ReviewNotice } from '../ui/components/notice.tsx';
import { Opening } from '../ui/components/opening.tsx';
import { More, Part, Wrap } from '../ui/components/part.tsx';
import { PrintButton } from '../ui/components/print-button.tsx';
import { langAttribute } from '../ui/components/said.ts';
import { Share } from '../ui/components/share.tsx';
import { When } from '../ui/components/when.tsx';
import type { Count as CountOf } from './count/model.ts';
import type { Declaration, Wording } from './model.ts';
import type { Signatory } from './signatories/model.ts';
import type { SignErrors, Typed } from './signing/form.ts';
import { SignForm } from './signing/form.tsx';

interface DeclarationPageProps {
  t: Translator;
  origin: string;
  campaignName: string;
  declaration: Declaration;
  wording: Wording;
  count: CountOf;
  newest: readonly Signatory[];
  typed?: Typed;
  errors?: SignErrors;
}

/** The declaration: its text in articles, the count, the form, who signed last. */
export function DeclarationPage(props: DeclarationPageProps) {
  const { t, declaration, wording, count } = props;
  const base = `/${t.lang}/campaigns/${declaration.campaignSlug}`;
  const inLang = langAttribute(wording.lang, t.lang);
  const dir = inLang ? dirOf(wording.lang) : undefined;
  return (
    <Wrap>
      <Crumbs
        t={t}
        above={[
          { href: `/${t.lang}`, text: t('frame.home') },
          { href: base, text: props.campaignName },
        ]}
        here={t('frame.declaration')}
      />
      <Opening
        size="title"
        title={
          <span lang={inLang} dir={dir}>
            {wording.title}
          </span>
        }
        say={<Aside {...props} />}
      >
        <p class="lead" lang={inLang} dir={dir}>
          {wording.preamble}
        </p>
      </Opening>
      <Part
        id="articles"
        title={t('declaration.articles')}
        note={t('declaration.articles_note', { n: wording.articles.length })}
      >
        <div lang={inLang} dir={dir}>
          <ArticleList
            articles={wording.articles.map((article) => ({
              ...article,
              label: t('declaration.article', { n: article.number }),
            }))}
          />
        </div>
      </Part>
      <Part id="sign" title={t('sign.title')} note={t('sign.note')}>
        <div>
          <p class="lead" lang={inLang} dir={dir}>
            {wording.closing}
          </p>
          {wording.state === 'draft' ? (
            <p class="notice">{t('declaration.draft')}</p>
          ) : declaration.signingOpen ? (
            <SignForm t={t} declaration={declaration} typed={props.typed ?? {}} errors={props.errors ?? {}} />
          ) : (
            <p class="notice">{t('declaration.closed')}</p>
          )}
        </div>
      </Part>
      <Newest t={t} newest={props.newest} count={count} base={base} />
      {declaration.unadopted ? <ReviewNotice t={t} date={dated(t, declaration.declaredOn)} /> : null}
      {wording.note ? (
        <p class="label note" lang={inLang} dir={dir}>
          {wording.note}
        </p>
      ) : null}
      <Share t={t} title={wording.title} url={`${props.origin}${base}/declaration`} />
    </Wrap>
  );
}

/** In the margin: the count, the call, which text this is and where its other languages stand. */
function Aside({ t, declaration, wording, count }: DeclarationPageProps) {
  const base = `/${t.lang}/campaigns/${declaration.campaignSlug}/declaration`;
  const others = declaration.wordings.filter(
    (other) => other.lang !== wording.lang && other.state === 'published',
  );
  return (
    <>
      <Count
        t={t}
        organisations={declaration.allowsOrganisations ? count.organisations : null}
        people={declaration.allowsPersons ? count.persons : null}
        goal={declaration.goalOrganisations}
        awaiting={count.awaiting}
      />
      {declaration.signingOpen ? (
        <p class="buttons">
          <a class="button call" href="#sign">
            {t('frame.sign')}
          </a>{' '}
          <PrintButton t={t} />
        </p>
      ) : null}
      <p class="label">
        {t('declaration.version', { n: declaration.versionNumber, date: dated(t, declaration.declaredOn) })}{' '}
        {t('declaration.frozen')}{' '}
        <a href={`${base}/wordings/${wording.sha256}`}>{t('declaration.wording')}</a>
      </p>
      {others.length > 0 ? (
        <p class="label">
          {t('declaration.languages')}{' '}
          {others.map((other, index) => (
            <>
              {index > 0 ? ' · ' : null}
              <a
                lang={other.lang}
                hreflang={other.lang}
                href={`/${other.lang}/campaigns/${declaration.campaignSlug}/declaration`}
              >
                {languageNames[other.lang]}
              </a>
            </>
          ))}
        </p>
      ) : null}
    </>
  );
}

function Newest({
  t,
  newest,
  base,
}: {
  t: Translator;
  newest: readonly Signatory[];
  count: CountOf;
  base: string;
}) {
  return (
    <Part id="signatories" title={t('declaration.newest')}>
      {newest.length === 0 ? (
        <p>{t('declaration.none_yet')}</p>
      ) : (
        <Columns t={t} items={newest.map((signatory) => signatoryColumn(t, signatory))} />
      )}
      <More href={`${base}/signatories`}>{t('declaration.all_signatories')}</More>
    </Part>
  );
}

function signatoryColumn(t: Translator, signatory: Signatory) {
  const inArabic = t.dir === 'rtl' && signatory.nameAr !== null;
  const name = inArabic ? (signatory.nameAr ?? signatory.name) : signatory.name;
  return {
    name,
    lang: scriptOf(name),
    note: countryName(t.lang, signatory.country),
    date: { text: dated(t, signatory.listedOn), datetime: signatory.listedOn },
  };
}

/** A day of the database in the page's language. */
export function dated(t: Translator, day: string): string {
  const date = parsePartialDate(day);
  return date ? formatDate(t.lang, date) : day;
}

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
