import { type Lang, languageNames } from '../../foundation/i18n/lang.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { MenuLink } from './said.ts';

/** Where a language of the site leads from this page. */
export interface LanguageLink {
  lang: Lang;
  href: string;
}

export interface MastheadProps {
  t: Translator;
  site: string;
  home: string;
  logo?: { src: string; width: number; height: number } | undefined;
  languages: readonly LanguageLink[];
  sections: readonly MenuLink[];
}

/** Who speaks, in which language, where to look. Needs no script: on a phone the sections scroll along their line. */
export function Masthead({ t, site, home, logo, languages, sections }: MastheadProps) {
  return (
    <header class="masthead">
      <div class="wrap">
        <a class="brand" href={home}>
          {logo ? <img class="logo" src={logo.src} width={logo.width} height={logo.height} alt="" /> : null}
          {site}
        </a>
        <Languages t={t} languages={languages} />
        <nav class="sections" aria-label={t('frame.sections')}>
          <ul>
            {sections.map(({ href, text, current }) => (
              <li>
                <a href={href} aria-current={current}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </header>
  );
}

/** The switcher: each language by its own name, the one that is read marked and not a link. */
export function Languages({ t, languages }: { t: Translator; languages: readonly LanguageLink[] }) {
  if (languages.length < 2) return null;
  return (
    <nav class="languages" aria-label={t('languages.label')}>
      <ul>
        {languages.map(({ lang, href }) => (
          <li>
            {lang === t.lang ? (
              <b lang={lang} aria-current="true">
                {languageNames[lang]}
              </b>
            ) : (
              <a lang={lang} hreflang={lang} href={href}>
                {languageNames[lang]}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
