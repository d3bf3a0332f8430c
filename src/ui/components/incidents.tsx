import type { Child } from 'hono/jsx';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { Fact } from './description-list.tsx';
import { FallbackMark } from './fallback-text.tsx';
import { dirOfText } from './said.ts';
import { FootnoteRefs } from './sources.tsx';
import { Standing, type StandingWord } from './standing.tsx';
import { When } from './when.tsx';

export interface IncidentItem {
  id: string;
  title: Child;
  /** The language of title and text, where it is not the page's: they say so, and run in their own direction. */
  lang?: string | undefined;
  href?: string | undefined;
  standing: StandingWord;
  date: { text: string; datetime: string } | null;
  text: Child;
  /** Place, killed, injured, what came of it. */
  facts: readonly Fact[];
  /** Numbers of its sources on this page. */
  sources: readonly number[];
  response?: { text: Child; lang?: string | undefined; sources: readonly number[] } | undefined;
  /** What belongs to it: the cases that followed. */
  more?: Child;
}

/** Incidents: what is said to have happened, how firmly it stands, its figures, its sources, and the company's answer. */
export function Incidents({ t, items, level = 'h3' }: IncidentsProps) {
  return (
    <ul class="incidents">
      {items.map((item) => (
        <Incident t={t} item={item} level={level} />
      ))}
    </ul>
  );
}

export interface IncidentsProps {
  t: Translator;
  items: readonly IncidentItem[];
  level?: 'h3' | 'h4';
}

function Incident({ t, item, level }: { t: Translator; item: IncidentItem; level: 'h3' | 'h4' }) {
  const Tag = level;
  const dir = item.lang === undefined ? undefined : dirOfText(item.lang);
  return (
    <li id={item.id}>
      <p class="label">
        <Standing t={t} standing={item.standing} of="incident" />{' '}
        {item.date ? <When {...item.date} /> : t('date.unknown')}{' '}
        {item.lang === undefined ? null : <FallbackMark t={t} lang={item.lang} />}
      </p>
      <Tag lang={item.lang} dir={dir}>
        {item.href ? <a href={item.href}>{item.title}</a> : item.title}
      </Tag>
      <div>
        <p lang={item.lang} dir={dir}>
          {item.text} <FootnoteRefs t={t} numbers={item.sources} />
        </p>
        {item.response ? (
          <blockquote class="response">
            <p class="label">{t('standing.answer')}</p>
            <p
              lang={item.response.lang}
              dir={item.response.lang === undefined ? undefined : dirOfText(item.response.lang)}
            >
              {item.response.text} <FootnoteRefs t={t} numbers={item.response.sources} />
            </p>
          </blockquote>
        ) : null}
      </div>
      {item.facts.length > 0 ? (
        <dl>
          {item.facts.map(({ term, value }) => (
            <div>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {item.more ? <div>{item.more}</div> : null}
    </li>
  );
}
