import type { Child } from 'hono/jsx';

export interface Entry {
  id?: string;
  /** The column in front: a date, a year, the kind of an action. */
  label: Child;
  title?: Child;
  href?: string | undefined;
  /** The language of the title, where it is not the page's. */
  lang?: string | undefined;
  /** Author and publisher, under the title. */
  note?: Child;
  text?: Child;
  /** What belongs to it and is no line of text: an answer. */
  more?: Child;
}

export interface EntriesProps {
  items: readonly Entry[];
  /** The first entry is set large. */
  lead?: boolean;
  /** Sentences without titles: ways to take part. */
  plain?: boolean;
  /** The level of the titles: one below the heading above the list. */
  level?: 'h2' | 'h3' | 'h4';
}

/** News, documents, events, actions: a date in its own column, a title, a sentence; a hairline between. */
export function Entries({ items, lead, plain, level = 'h3' }: EntriesProps) {
  return (
    <ul class={plain ? 'entries plain-entries' : 'entries'} data-lead={lead ? '' : undefined}>
      {items.map((item) => (
        <li id={item.id}>
          <p class="label">{item.label}</p>
          <Title item={item} level={level} />
          {item.note ? <p class="label">{item.note}</p> : null}
          {item.text ? <p>{item.text}</p> : null}
          {item.more}
        </li>
      ))}
    </ul>
  );
}

function Title({ item, level }: { item: Entry; level: 'h2' | 'h3' | 'h4' }) {
  if (item.title === undefined) return null;
  const Tag = level;
  return <Tag lang={item.lang}>{item.href ? <a href={item.href}>{item.title}</a> : item.title}</Tag>;
}
