import type { Lang } from '../../../foundation/i18n/lang.ts';
import type { ClaimValues } from '../model.ts';

/** A statement, or a part of it, came out. */
export interface Coming {
  at: Date;
  lang: Lang | null;
  /** Which revision of the language (null: of the fields of none) it was; null where the statement began to be public. */
  revision: number | null;
  why: string;
  corrects: boolean;
  /** It began to be public, whether for the first time or again. */
  begins: boolean;
}

/** A revision, as far as the public may know it. */
export interface PastRevision {
  lang: Lang | null;
  number: number;
  at: Date;
  /** It came with the software. */
  came: boolean;
  /** `forgotten` alone where what it said is gone. */
  data: Record<string, unknown>;
}

/** A source as a statement cited it. */
export interface PastCitation {
  sourceId: string;
  /** The field that it was of; absent where it was of the statement as a whole. */
  field?: string;
  page: string | null;
  quotation: string | null;
}

/** What the public read of a statement from a time on. */
export interface Reading {
  own: ClaimValues;
  texts: ReadonlyMap<Lang, ClaimValues>;
  /** Null where it is not known: what an early version of the software brought has no sources in its revisions. */
  citations: readonly PastCitation[] | null;
}

/** One change that the public saw. */
export interface Step {
  at: Date;
  /** As it was typed at publishing; '' where nothing was. */
  why: string;
  corrects: boolean;
  /** It came with the software; nobody of the coalition wrote it. */
  came: boolean;
  before: Reading | null;
  after: Reading;
}

/**
 * Makes, of the comings out of a statement and its revisions (both oldest first), what the public read after each. What
 * came out in one moment is one step. A part that came out with the statement as a whole, and is named by no coming of
 * its own, was as its newest revision of then.
 * @returns the steps, oldest first.
 */
export function stepsOf(comings: readonly Coming[], revisions: readonly PastRevision[]): Step[] {
  const moments = [...new Set(comings.map(({ at }) => Number(at)))].sort((a, b) => a - b);
  const steps: Step[] = [];
  let before: Reading | null = null;
  for (const moment of moments) {
    const now = comings.filter(({ at }) => Number(at) === moment);
    const begins = now.some((one) => one.begins);
    const own = now.find(({ lang, begins: whole }) => lang === null && !whole);
    const upTo = ({ at, number }: PastRevision) =>
      own?.revision == null ? Number(at) <= moment : number <= own.revision;
    const fields = revisions.filter((one) => one.lang === null && upTo(one));
    const texts = new Map<Lang, ClaimValues>(before?.texts);
    for (const { lang, revision } of now) {
      const text = revisions.find((one) => one.lang === lang && one.number === revision);
      if (lang !== null && text) texts.set(lang, text.data);
    }
    // What the software brought is public with the thing, without a coming of its own.
    if (begins)
      for (const { lang, at, came, data } of revisions)
        if (lang !== null && came && Number(at) <= moment && !texts.has(lang)) texts.set(lang, data);
    const folded = begins || own ? fold(fields) : null;
    const after: Reading = {
      own: folded?.own ?? before?.own ?? {},
      citations: folded ? folded.citations : (before?.citations ?? null),
      texts,
    };
    const seen = revisions.filter(({ at }) => Number(at) <= moment);
    const told = now.find(({ why }) => why !== '');
    steps.push({
      at: new Date(moment),
      why: told?.why ?? '',
      corrects: now.some(({ corrects }) => corrects),
      came: seen.length > 0 && seen.every(({ came }) => came),
      before,
      after,
    });
    before = after;
  }
  return steps;
}

/** Whether what these values said is gone, at the wish of somebody whom they named. */
export const isForgotten = (values: ClaimValues) => values.forgotten === true;

/** Fields and citations after these revisions: each says the whole of the one or of the other. */
function fold(revisions: readonly PastRevision[]): Pick<Reading, 'own' | 'citations'> {
  const last = (ofSources: boolean) =>
    revisions.findLast(({ data }) => 'citations' in data === ofSources)?.data;
  const [fields, sources] = [last(false), last(true)];
  if (fields && isForgotten(fields)) return { own: fields, citations: null };
  const said = revisions.filter(({ data }) => !isForgotten(data));
  const { citations, ...own } = Object.assign({}, ...said.map(({ data }) => data));
  const known = Array.isArray(citations) && !(sources && isForgotten(sources));
  return { own, citations: known ? (citations as PastCitation[]) : null }; // written by noteCited
}

/**
 * What of the past of a statement about a person may be told: which of its details changed, but no wording and no quotation
 * other than the present ones.
 */
export function withoutWordings(steps: readonly Step[]): Step[] {
  const now = steps.at(-1)?.after;
  if (!now) return [];
  const present = (reading: Reading): Reading => ({
    ...reading,
    texts: new Map([...reading.texts].filter(([lang, values]) => now.texts.get(lang) === values)),
    citations: reading.citations === now.citations ? now.citations : null,
  });
  return steps.map((step) => ({
    ...step,
    before: step.before && present(step.before),
    after: present(step.after),
  }));
}
