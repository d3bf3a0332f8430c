import { countryName } from '../../foundation/i18n/countries.ts';
import { dirOf, type Lang, languageNames, localeOf } from '../../foundation/i18n/lang.ts';
import { scriptOf } from '../../foundation/i18n/script.ts';
import { compareSorani } from '../../foundation/i18n/sorani-order.ts';
import { type Translator, translator } from '../../foundation/i18n/translate.ts';
import { dated } from '../dated.ts';
import type { Declaration, Wording } from '../model.ts';
import type { HandoverData, HandoverWish, NamedSignatory, Said, VersionCount } from './model.ts';

/** What a hand-over is made of, as the stores read it. */
export interface HandoverSources {
  declaration: Declaration;
  wording: Wording;
  initiative: string;
  campaign: string;
  origin: string;
  named: readonly NamedSignatory[];
  counts: readonly VersionCount[];
}

/**
 * @returns what the template sets: the wording of the asked language, then each version's signatories, organisations
 * first by country and name, then people as they chose to be shown, then the number of those counted only. All in the
 * order of the language, which the public list (an order that says nothing) does not have.
 */
export function composeHandover(wish: HandoverWish, sources: HandoverSources): HandoverData {
  const { declaration, wording, counts } = sources;
  const t = translator(wish.lang);
  const address = `${sources.origin}/${wording.lang}/campaigns/${declaration.campaignSlug}/declaration`;
  const ltr = (text: string): Said => ({ text, lang: 'en', dir: 'ltr' });
  const own = (text: string): Said => ({ text, lang: t.lang, dir: t.dir });
  return {
    lang: wish.lang,
    dir: t.dir,
    title: wording.title,
    running: wording.title,
    initiative: sources.initiative,
    campaign: sources.campaign,
    date: dated(t, wish.datedOn),
    addressee: wish.addressee,
    draft: wording.state === 'draft' ? t('handover.draft') : null,
    cover: counts.slice(0, 1).map((count) => coverLine(t, declaration, count, sources.named)),
    preamble: wording.preamble,
    articles: wording.articles.map(({ number, title, text }) => ({
      label: t('declaration.article', { n: number }),
      title,
      text,
    })),
    closing: wording.closing,
    note: wording.note,
    versions: counts.map((count) => ({
      title: counts.length === 1 ? t('handover.signatories') : versionTitle(t, count),
      count: countLines(t, declaration, count),
      organisations: byCountry(t, namedOf(sources.named, count, 'organisation')),
      people: namedOf(sources.named, count, 'person')
        .map(({ name }) => said(name))
        .sort((a, b) => comparer(t.lang)(a.text, b.text)),
      counted: countedLines(t, count),
    })),
    totals: {
      organisations: sources.named.filter(({ kind }) => kind === 'organisation').length,
      people: sources.named.filter(({ kind }) => kind === 'person').length,
      counted: counts.reduce((sum, one) => sum + one.countedOrganisations + one.countedPersons, 0),
    },
    facts: [
      { term: t('handover.fact.version'), value: own(versionOf(t, declaration, wording)), mono: false },
      { term: t('handover.fact.as_of'), value: own(dated(t, wish.datedOn)), mono: false },
      { term: t('handover.fact.sum'), value: ltr(wording.sha256), mono: true },
      { term: t('handover.fact.address'), value: ltr(address), mono: false },
    ],
    labels: {
      to: t('handover.to'),
      page: t('handover.page'),
      organisations: t('handover.organisations'),
      people: t('handover.people'),
      counted: t('handover.counted'),
      check: t('handover.check'),
    },
  };
}

function versionTitle(t: Translator, count: VersionCount): string {
  return t('handover.signatories_of', { n: count.versionNumber, date: dated(t, count.declaredOn) });
}

function versionOf(t: Translator, declaration: Declaration, wording: Wording): string {
  const version = t('declaration.version', {
    n: declaration.versionNumber,
    date: dated(t, declaration.declaredOn),
  });
  return `${version} ${languageNames[wording.lang]}`;
}

function coverLine(
  t: Translator,
  declaration: Declaration,
  count: VersionCount,
  named: readonly NamedSignatory[],
): string {
  const { organisations, persons: people } = count;
  if (!declaration.allowsOrganisations) return t('handover.cover.people', { people });
  const countries = new Set(namedOf(named, count, 'organisation').map(({ country }) => country)).size;
  if (!declaration.allowsPersons || people === 0)
    return t('handover.cover.organisations', { organisations, countries });
  return t('handover.cover.both', { organisations, countries, people });
}

function countLines(t: Translator, declaration: Declaration, count: VersionCount): string[] {
  const bare = (text: string) => text.replace(/<\/?b>/g, '');
  if (!declaration.allowsOrganisations) return [bare(t('count.signed.people', { n: count.persons }))];
  if (!declaration.allowsPersons) return [bare(t('count.signed.organisations', { n: count.organisations }))];
  return [bare(t('count.signed.both', { organisations: count.organisations, people: count.persons }))];
}

function countedLines(t: Translator, { countedOrganisations, countedPersons }: VersionCount): string[] {
  return [
    ...(countedOrganisations > 0 ? [t('handover.counted.organisations', { n: countedOrganisations })] : []),
    ...(countedPersons > 0 ? [t('handover.counted.people', { n: countedPersons })] : []),
  ];
}

function namedOf(named: readonly NamedSignatory[], count: VersionCount, kind: NamedSignatory['kind']) {
  return named.filter((one) => one.versionNumber === count.versionNumber && one.kind === kind);
}

function byCountry(t: Translator, organisations: readonly NamedSignatory[]) {
  const compare = comparer(t.lang);
  const groups = Map.groupBy(organisations, ({ country }) => country);
  return [...groups]
    .map(([code, members]) => ({
      name: countryName(t.lang, code),
      names: members.map((member) => namesOf(t, member)).sort((a, b) => compare(a.text, b.text)),
    }))
    .sort((a, b) => compare(a.name, b.name));
}

/** The name for readers of the language, and the other one below it, where an organisation gave both. */
function namesOf(t: Translator, { name, nameAr }: NamedSignatory): Said & { also: Said | null } {
  if (nameAr === null || nameAr === name) return { ...said(name), also: null };
  return t.dir === 'rtl' ? { ...said(nameAr), also: said(name) } : { ...said(name), also: said(nameAr) };
}

function said(text: string): Said {
  const lang = scriptOf(text);
  return { text, lang, dir: dirOf(lang) };
}

const comparers = new Map<Lang, (a: string, b: string) => number>();

function comparer(lang: Lang): (a: string, b: string) => number {
  const known = comparers.get(lang);
  if (known) return known;
  const made = lang === 'ckb' ? compareSorani : new Intl.Collator(localeOf(lang), { numeric: true }).compare;
  comparers.set(lang, made);
  return made;
}
