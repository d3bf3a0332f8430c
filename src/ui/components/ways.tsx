import { Entries } from './entries.tsx';

export interface WaysProps {
  items: readonly {
    /** What it is, in a word or two. */
    label: string;
    text: string;
    href: string;
    /** Leads to another site. */
    outside: boolean;
  }[];
}

/** Ways to take part, each a sentence that leads there. Nothing where there are none. */
export function Ways({ items }: WaysProps) {
  if (items.length === 0) return null;
  return (
    <Entries
      plain
      items={items.map(({ label, text, href, outside }) => ({
        label,
        text: (
          <a href={href} rel={outside ? 'noreferrer external' : undefined}>
            {text}
          </a>
        ),
      }))}
    />
  );
}
