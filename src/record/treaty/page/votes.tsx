import { countryName } from '../../../foundation/i18n/countries.ts';
import { localeOf } from '../../../foundation/i18n/lang.ts';
import { formatNumber } from '../../../foundation/i18n/numbers.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { FallbackText } from '../../../ui/components/fallback-text.tsx';
import { type TreatyStep, votes } from '../model.ts';

/** Who voted how, as far as sources say: a list of countries for each way. */
export function VotesByCountry({ t, step }: { t: Translator; step: TreatyStep }) {
  const compare = new Intl.Collator(localeOf(t.lang)).compare;
  return (
    <section id={`vote-${step.slug}`} aria-labelledby={`vote-${step.slug}-h`}>
      <h3 id={`vote-${step.slug}-h`}>
        <FallbackText t={t} said={{ text: step.title, lang: step.lang }} />
      </h3>
      {step.votes.length === 0 ? (
        <p class="empty">{t('record.treaty.votes.countries_unknown')}</p>
      ) : (
        <dl class="facts">
          {votes.map((way) => {
            const names = step.votes
              .filter(({ vote }) => vote === way)
              .map(({ country }) => countryName(t.lang, country))
              .sort(compare);
            return names.length === 0 ? null : (
              <div>
                <dt>
                  {t(`votes.${way}`)} <bdi>({formatNumber(t.lang, names.length)})</bdi>
                </dt>
                <dd>{names.join(t.dir === 'rtl' ? '، ' : ', ')}</dd>
              </div>
            );
          })}
        </dl>
      )}
      {isIncomplete(step) ? <p class="label">{t('record.treaty.votes.incomplete')}</p> : null}
    </section>
  );
}

/** Whether fewer countries are named than the figures count. */
function isIncomplete({ figures, votes: named }: TreatyStep): boolean {
  if (figures === null || named.length === 0) return false;
  return named.length < figures.for + figures.against + figures.abstained;
}
