import { countryName, international } from '../foundation/i18n/countries.ts';
import { formatDate } from '../foundation/i18n/dates.ts';
import { scriptOf } from '../foundation/i18n/script.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import { parsePartialDate } from '../foundation/text/partial-date.ts';
import { Entries } from '../ui/components/entries.tsx';
import { FallbackText } from '../ui/components/fallback-text.tsx';
import { hostOf } from '../ui/components/film.tsx';
import { reviewNotice } from '../ui/components/notice.tsx';
import { Opening } from '../ui/components/opening.tsx';
import { More, Part, Wrap } from '../ui/components/part.tsx';
import { langAttribute } from '../ui/components/said.ts';
import type { Organisation } from './model.ts';

export interface OrganisationsPageProps {
  t: Translator;
  organisations: readonly Organisation[];
  /** When those that nobody has adopted yet were published; null when all are adopted. */
  since: Date | null;
}

/** The organisations by country, each with what it is and what part it has. */
export function OrganisationsPage({ t, organisations, since }: OrganisationsPageProps) {
  return (
    <Wrap>
      <Opening size="title" title={t('frame.organisations')}>
        <p class="lead">{t(organisations.length > 0 ? 'organisation.lead' : 'organisation.none')}</p>
        <More href={`/${t.lang}/organisations/join`}>{t('join.title')}</More>
        {reviewNotice(t, since)}
      </Opening>
      {byCountry(organisations).map(({ country, members }) => (
        <Part id={country.toLowerCase()} title={countryName(t.lang, country)}>
          <Entries items={members.map((organisation) => entryOf(t, organisation))} />
        </Part>
      ))}
    </Wrap>
  );
}

function entryOf(t: Translator, organisation: Organisation) {
  const { slug, lang, name, also, kind, role, url } = organisation;
  const member = membership(t, organisation);
  return {
    id: slug,
    label: kind ? <FallbackText t={t} said={{ text: kind, lang }} mark={false} /> : null,
    title: <bdi lang={langAttribute(scriptOf(name), t.lang)}>{name}</bdi>,
    note:
      also.length > 0 || url || member ? (
        <>
          {member}
          {member && (also.length > 0 || url) ? ' · ' : null}
          {also.map((other, index) => (
            <>
              {index > 0 ? ' · ' : null}
              <bdi>{other}</bdi>
            </>
          ))}
          {also.length > 0 && url ? ' · ' : null}
          {url ? (
            <a href={url} rel="noreferrer external">
              <bdi>{hostOf(url)}</bdi>
            </a>
          ) : null}
        </>
      ) : undefined,
    text: role ? <FallbackText t={t} said={{ text: role, lang }} mark={false} /> : undefined,
  };
}

/** Since when an organisation is a member, and until when it was; null for one that never was. */
function membership(t: Translator, { memberSince, memberUntil }: Organisation): string | null {
  const said = (day: string) => {
    const date = parsePartialDate(day);
    return date ? formatDate(t.lang, date) : day;
  };
  if (memberSince === null) return null;
  return memberUntil === null
    ? t('organisation.member_since', { date: said(memberSince) })
    : t('organisation.member_until', { from: said(memberSince), to: said(memberUntil) });
}

/**
 * @returns the organisations by country: first those of no one country, then the countries in the order in which
 * their first organisation comes, as the coalition orders them.
 */
export function byCountry(
  organisations: readonly Organisation[],
): { country: string; members: Organisation[] }[] {
  const groups = new Map<string, Organisation[]>();
  for (const organisation of organisations) {
    const members = groups.get(organisation.country);
    if (members) members.push(organisation);
    else groups.set(organisation.country, [organisation]);
  }
  return [...groups]
    .map(([country, members]) => ({ country, members }))
    .toSorted((a, b) => Number(b.country === international) - Number(a.country === international));
}
