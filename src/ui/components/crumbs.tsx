import type { Translator } from '../../foundation/i18n/translate.ts';
import { langAttribute } from './said.ts';

export interface CrumbsProps {
  t: Translator;
  /** From the home page down to the page above this one. */
  above: readonly { href: string; text: string; lang?: string }[];
  here: string;
  /** The language of `here` (BCP 47), where it is a name or a text that need not be in that of the page. */
  hereLang?: string | undefined;
}

/** The way to this page. */
export function Crumbs({ t, above, here, hereLang }: CrumbsProps) {
  return (
    <nav class="crumbs" aria-label={t('frame.here')}>
      <ol>
        {above.map(({ href, text, lang }) => (
          <li>
            <a href={href} lang={lang}>
              {text}
            </a>
          </li>
        ))}
        <li>
          <span aria-current="page" lang={langAttribute(hereLang, t.lang)}>
            {here}
          </span>
        </li>
      </ol>
    </nav>
  );
}
