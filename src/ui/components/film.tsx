import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { PlayIcon } from './icons.tsx';
import { Rich } from './rich.tsx';

export interface FilmProps {
  t: Translator;
  /** The film's address at its host, http or https. */
  href: string;
  title: Child;
  lang?: string | undefined;
  note?: Child;
  text?: Child;
  level?: 'h2' | 'h3';
}

/**
 * The facade of a film: a link out, that says which host learns of the visit. Nothing is fetched from there before it
 * is pressed, and no referrer goes with it.
 */
export function Film({ t, href, title, lang, note, text, level = 'h3' }: FilmProps) {
  const Tag = level;
  const host = hostOf(href);
  return (
    <article class="film">
      <a href={href} rel="noreferrer external">
        <PlayIcon />
        <span>
          <Rich text={t('film.open', { host })} />
          <br />
          <Rich text={t('film.learns', { host })} />
        </span>
      </a>
      <Tag lang={lang}>{title}</Tag>
      {note ? <p class="label">{note}</p> : null}
      {text ? <p>{text}</p> : null}
    </article>
  );
}

/** Films beside each other, the first one largest. */
export function Films({ children }: PropsWithChildren) {
  return <div class="films">{children}</div>;
}

/** @returns the host as people know it, or the address itself where it is none. */
export function hostOf(href: string): string {
  return URL.parse(href)?.host.replace(/^www\./, '') ?? href;
}
