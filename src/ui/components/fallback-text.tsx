import type { PropsWithChildren } from 'hono/jsx';
import { isLang } from '../../foundation/i18n/lang.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { dirOfText, type Said } from './said.ts';

export interface FallbackTextProps {
  t: Translator;
  said: Said;
  /** 'span' inside a line, 'p' for a passage of its own. */
  as?: 'span' | 'p';
  /** False where the mark would repeat one that stands beside it already. */
  mark?: boolean;
}

/**
 * A text as it is, or, where it stands in another language than the page, with its `lang`, its `dir` and a visible mark.
 * Children (footnotes) stand at its end, in the same line.
 */
export function FallbackText({
  t,
  said,
  as = 'span',
  mark = true,
  children,
}: PropsWithChildren<FallbackTextProps>) {
  const Tag = as;
  const other = said.lang !== t.lang;
  if (!other && as === 'span') {
    return (
      <>
        {said.text}
        {children ? <> {children}</> : null}
      </>
    );
  }
  return (
    <>
      <Tag
        class={other ? 'fallback' : undefined}
        lang={other ? said.lang : undefined}
        dir={other ? dirOfText(said.lang) : undefined}
      >
        {said.text}
        {children ? <> {children}</> : null}
      </Tag>
      {other && mark ? (
        <>
          {' '}
          <FallbackMark t={t} lang={said.lang} />
        </>
      ) : null}
    </>
  );
}

/** Says in the page's language which one a text is in. Nothing for a language that the site does not know by name. */
export function FallbackMark({ t, lang }: { t: Translator; lang: string }) {
  if (!isLang(lang) || lang === t.lang) return null;
  return <span class="fallback-mark">{t(`fallback.in.${lang}`)}</span>;
}
