import type { Id } from '../../foundation/database/id.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';

export const sourceKinds = ['court', 'government', 'un', 'press', 'company', 'ngo', 'academic'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** Where a statement comes from. */
export interface Source {
  id: Id;
  key: string;
  kind: SourceKind;
  title: string;
  publisher: string | null;
  url: string | null;
  date: PartialDate | null;
  language: string | null;
}

/** A statement's tie to a source, as a page needs it. */
export interface Citation {
  thingId: Id;
  sourceId: Id;
  page: string | null;
  quotation: string | null;
}

/**
 * Numbers the sources of a page in the order in which they are first cited.
 * @returns `numbersOf` gives the numbers behind a thing's footnotes (empty without a citation); `list` the sources in
 * their order, for the foot of the page.
 */
export function numberSources(citations: readonly Citation[], sources: readonly Source[]) {
  const byId = new Map(sources.map((source) => [source.id, source]));
  const numbers = new Map<Id, number>();
  const list: Source[] = [];
  const byThing = new Map<Id, Citation[]>();
  for (const citation of citations) {
    const known = byThing.get(citation.thingId);
    if (known) known.push(citation);
    else byThing.set(citation.thingId, [citation]);
  }
  return {
    list,
    numbersOf(thingId: Id): number[] {
      return (byThing.get(thingId) ?? []).flatMap((citation) => {
        const source = byId.get(citation.sourceId);
        if (!source) return [];
        let number = numbers.get(source.id);
        if (number === undefined) {
          list.push(source);
          number = list.length;
          numbers.set(source.id, number);
        }
        return [number];
      });
    },
  };
}
