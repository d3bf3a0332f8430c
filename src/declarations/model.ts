import { createHash } from 'node:crypto';
import type { Id } from '../foundation/database/id.ts';
import type { Lang } from '../foundation/i18n/lang.ts';

export interface Article {
  number: number;
  title: string;
  text: string;
}

/** The text of one version in one language: what is read, hashed and signed. */
export interface WordingText {
  title: string;
  preamble: string;
  articles: Article[];
  closing: string;
}

export interface Wording extends WordingText {
  /** Hex. */
  sha256: string;
  lang: Lang;
  /** 0 for the first text; an erratum keeps the version. */
  erratum: number;
  erratumNote: string | null;
  state: 'draft' | 'published';
  note: string;
  canonical: string;
  writtenAt: string;
}

/** A declaration in its present version, with the newest wording of each language. */
export interface Declaration {
  id: Id;
  campaignId: Id;
  campaignSlug: string;
  allowsOrganisations: boolean;
  allowsPersons: boolean;
  /** For how many days the link in a mail works. */
  confirmDays: number;
  goalOrganisations: number | null;
  signingOpen: boolean;
  versionId: Id;
  versionNumber: number;
  /** A day, YYYY-MM-DD. */
  declaredOn: string;
  wordings: Wording[];
  unadopted: boolean;
  /** What this version changed in meaning, by language; null for the first. */
  changeOfMeaning: Partial<Record<Lang, string>> | null;
  /** Those before it, newest first, each with its own count: who signed one has signed no other. */
  earlier: EarlierVersion[];
}

/** A version that another has followed. */
export interface EarlierVersion {
  id: Id;
  number: number;
  /** A day, YYYY-MM-DD. */
  declaredOn: string;
  organisations: number;
  persons: number;
  /** The SHA-256 of the text that stood last, by language. */
  texts: Partial<Record<Lang, string>>;
}

/** @returns the wording to show for a language: its own, else English, else the first. Drafts only in their own language. */
export function wordingFor(declaration: Declaration, lang: Lang): Wording | null {
  const published = declaration.wordings.filter((wording) => wording.state === 'published');
  return (
    declaration.wordings.find((wording) => wording.lang === lang) ??
    published.find((wording) => wording.lang === 'en') ??
    published[0] ??
    null
  );
}

/** @returns the wording that a signature in this language binds to: never a draft. */
export function signableWording(declaration: Declaration, lang: Lang): Wording | null {
  const published = declaration.wordings.filter((wording) => wording.state === 'published');
  return (
    published.find((wording) => wording.lang === lang) ??
    published.find((wording) => wording.lang === 'en') ??
    published[0] ??
    null
  );
}

/**
 * The text whose SHA-256 a signature stores: NFC, lines ended by one newline, white space within a text folded to one
 * blank. It names version, language and erratum, so that no two wordings share a hash.
 * Shape: a head of five lines, a blank line, then title, preamble, each article as number, title, text, then closing,
 * with a blank line between them.
 */
export function canonicalText(
  wording: WordingText,
  bound: { campaign: string; version: number; lang: Lang; erratum: number },
): string {
  const fold = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();
  const head = [
    'tadamun declaration, canonical text 1',
    `campaign: ${bound.campaign}`,
    `version: ${bound.version}`,
    `language: ${bound.lang}`,
    `erratum: ${bound.erratum}`,
  ].join('\n');
  const parts = [
    head,
    fold(wording.title),
    fold(wording.preamble),
    ...wording.articles.map((article) => `${article.number}. ${fold(article.title)}\n${fold(article.text)}`),
    fold(wording.closing),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** @returns the SHA-256 of a canonical text, UTF-8. */
export function hashOf(canonical: string): Buffer {
  return createHash('sha256').update(canonical, 'utf8').digest();
}
