import type { Child } from 'hono/jsx';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { dirOfText, langAttribute, type Said } from '../said.ts';
import { When } from '../when.tsx';

/** A step of a process. */
export interface TimelineItem {
  /** Of its element, for links to it. */
  id?: string | undefined;
  /** As precise as we know; null where no source says when. */
  when: { text: string; datetime: string } | null;
  title: Said;
  href?: string | undefined;
  /** Who did it: 'UN Human Rights Council'. */
  by?: Said | null | undefined;
  text?: Said | null | undefined;
  /** What belongs to it: a vote, its footnotes. */
  more?: Child;
}

export interface TimelineProps {
  t: Translator;
  /** In the order of time. */
  items: readonly TimelineItem[];
  level?: 'h3' | 'h4';
}

/** A process as a line of steps, the year where it changes: a list to those who hear it, a rail to those who see it. */
export function Timeline({ t, items, level = 'h3' }: TimelineProps) {
  const Heading = level;
  let shown = '';
  return (
    <ol class="timeline">
      {items.map(({ id, when, title, href, by, text, more }) => {
        const year = when?.datetime.slice(0, 4) ?? '';
        const begins = year !== shown;
        shown = year;
        return (
          <li id={id}>
            <span class="year" aria-hidden="true">
              {begins ? year : ''}
            </span>
            <div>
              <p class="label">
                {when ? <When {...when} /> : t('date.unknown')}
                {by ? (
                  <>
                    {' · '}
                    <bdi lang={langAttribute(by.lang, t.lang)}>{by.text}</bdi>
                  </>
                ) : null}
              </p>
              <Heading lang={langAttribute(title.lang, t.lang)} dir={dirIfOther(title, t)}>
                {href ? <a href={href}>{title.text}</a> : title.text}
              </Heading>
              {text ? (
                <p lang={langAttribute(text.lang, t.lang)} dir={dirIfOther(text, t)}>
                  {text.text}
                </p>
              ) : null}
              {more}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function dirIfOther({ lang }: Said, t: Translator): 'ltr' | 'rtl' | undefined {
  return lang === t.lang ? undefined : dirOfText(lang);
}
