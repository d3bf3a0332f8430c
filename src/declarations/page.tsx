import { countryName } from '../foundation/i18n/countries.ts';
import { dirOf, languageNames } from '../foundation/i18n/lang.ts';
import { scriptOf } from '../foundation/i18n/script.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
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
import { type Count as CountOf, countShown } from './count/model.ts';
import { dated } from './dated.ts';
import type { Declaration, Wording } from './model.ts';
import type { Signatory } from './signatories/model.ts';
import type { SignErrors, Typed } from './signing/form.ts';
import { SignForm } from './signing/form.tsx';
import { pathOfVia } from './via/model.ts';

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
  via?: string | null;
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
            <SignForm
              t={t}
              declaration={declaration}
              typed={props.typed ?? {}}
              errors={props.errors ?? {}}
              via={props.via ?? null}
            />
          ) : (
            <p class="notice">{t('declaration.closed')}</p>
          )}
        </div>
      </Part>
      <Versions t={t} declaration={declaration} />
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
function Aside({ t, declaration, wording, count, via }: DeclarationPageProps) {
  const base = `/${t.lang}/campaigns/${declaration.campaignSlug}/declaration`;
  const others = declaration.wordings.filter(
    (other) => other.lang !== wording.lang && other.state === 'published',
  );
  return (
    <>
      <Count t={t} {...countShown(declaration, count)} />
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
                href={`/${other.lang}${via ? pathOfVia(declaration.campaignSlug, via) : `/campaigns/${declaration.campaignSlug}/declaration`}`}
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

/** After a change of meaning: what changed, and how many stand under each version before, apart from the present count. */
function Versions({ t, declaration }: { t: Translator; declaration: Declaration }) {
  const { earlier, changeOfMeaning, campaignSlug } = declaration;
  if (earlier.length === 0) return null;
  const change = changeOfMeaning && changeIn(changeOfMeaning, t.lang);
  return (
    <Part id="versions" title={t('declaration.versions')} note={t('declaration.versions_note')}>
      {change ? (
        <p class="lead" lang={langAttribute(change.lang, t.lang)} dir="auto">
          {change.text}
        </p>
      ) : null}
      <ul class="stacked">
        {earlier.map((version) => {
          const sha256 = version.texts[t.lang] ?? version.texts.en ?? Object.values(version.texts)[0];
          const said = t('declaration.version', { n: version.number, date: dated(t, version.declaredOn) });
          return (
            <li>
              {sha256 ? (
                <a href={`/${t.lang}/campaigns/${campaignSlug}/declaration/wordings/${sha256}`}>{said}</a>
              ) : (
                said
              )}{' '}
              {t('declaration.version_organisations', { n: version.organisations })}{' '}
              {t('declaration.version_people', { n: version.persons })}
            </li>
          );
        })}
      </ul>
    </Part>
  );
}

/** What changed, in the reader's language, else in English, else in any. */
function changeIn(change: NonNullable<Declaration['changeOfMeaning']>, lang: Wording['lang']) {
  const said = Object.entries(change) as [Wording['lang'], string][]; // keys of a record by language
  const found = said.find(([one]) => one === lang) ?? said.find(([one]) => one === 'en') ?? said[0];
  return found ? { lang: found[0], text: found[1] } : null;
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
