import type { Child } from 'hono/jsx';

export interface Fact {
  term: string;
  value: Child;
}

/** What a thing is, key by value. A fact without a value is left out. */
export function DescriptionList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts
        .filter(({ value }) => value !== null && value !== undefined && value !== '')
        .map(({ term, value }) => (
          <div>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
