import type { Child } from 'hono/jsx';
import { formatDate } from '../../../foundation/i18n/dates.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { Entries } from '../../../ui/components/entries.tsx';
import { FallbackText } from '../../../ui/components/fallback-text.tsx';
import { Part } from '../../../ui/components/part.tsx';
import { langAttribute } from '../../../ui/components/said.ts';
import type { NamedVictim } from './model.ts';

export interface VictimsPartProps {
  t: Translator;
  victims: readonly NamedVictim[];
  footnotes(id: NamedVictim['id']): Child;
}

/** Those who suffered and chose to be named, each with where they chose it. Nothing where nobody did. */
export function VictimsPart({ t, victims, footnotes }: VictimsPartProps) {
  if (victims.length === 0) return null;
  return (
    <Part id="named" title={t('record.incident.named')} note={t('record.incident.named.note')}>
      <Entries
        items={victims.map(({ id, name, account, lang, chosenOn, chosenIn }) => ({
          id: `victim-${id}`,
          label: t('record.incident.named.on', { date: formatDate(t.lang, chosenOn) }),
          title: <bdi lang={langAttribute(lang, t.lang)}>{name}</bdi>,
          note: (
            <>
              {t('record.incident.named.in')}{' '}
              <bdi lang={langAttribute(chosenIn.language ?? undefined, t.lang)}>
                {chosenIn.url ? (
                  <a href={chosenIn.url} rel="noreferrer external">
                    {chosenIn.title}
                  </a>
                ) : (
                  chosenIn.title
                )}
              </bdi>
            </>
          ),
          text: (
            <FallbackText t={t} said={{ text: account, lang }} mark={account !== ''}>
              {footnotes(id)}
            </FallbackText>
          ),
        }))}
      />
    </Part>
  );
}
