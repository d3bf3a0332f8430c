import type { Translator } from '../../foundation/i18n/translate.ts';

export interface CrumbsProps {
  t: Translator;
  /** From the home page down to the page above this one. */
  above: readonly { href: string; text: string; lang?: string }[];
  here: string;
}

/** The way to this page. */
export function Crumbs({ t, above, here }: CrumbsProps) {
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
          <span aria-current="page">{here}</span>
        </li>
      </ol>
    </nav>
  );
}
