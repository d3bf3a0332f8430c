import type { Count } from '../../declarations/count/model.ts';
import { type Declaration, wordingFor } from '../../declarations/model.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { sentencesOf } from '../../foundation/text/sentences.ts';
import { Band, Quote } from '../../ui/components/band.tsx';
import { dirOfText, langAttribute } from '../../ui/components/said.ts';
import { CallToSign, Signed } from './call-to-sign.tsx';

export interface SignProps {
  t: Translator;
  declaration: Declaration;
  count: Count;
}

/** Which article speaks in the band. */
const quoted = 3;

/** The dark band: a sentence of the declaration, the count, the call to sign. */
export function Sign({ t, declaration, count }: SignProps) {
  const wording = wordingFor(declaration, t.lang);
  const article = wording?.articles.find(({ number }) => number === quoted) ?? wording?.articles[0];
  const sentence = wording && article && sentencesOf(article.text, wording.lang).at(-1);
  if (!wording || !article || !sentence) return null;
  const { signingOpen, allowsOrganisations, allowsPersons } = declaration;
  const who = allowsOrganisations && allowsPersons ? 'both' : allowsPersons ? 'people' : 'organisations';
  const lang = langAttribute(wording.lang, t.lang);
  return (
    <Band
      id="sign"
      voice={
        <Quote source={t('campaign.sign.source', { n: article.number })}>
          <span lang={lang} dir={lang && dirOfText(lang)}>
            {t('campaign.sign.quote', { text: sentence })}
          </span>
        </Quote>
      }
    >
      <h2 id="sign-h">{t(signingOpen ? 'campaign.sign' : 'campaign.sign.closed')}</h2>
      <Signed t={t} declaration={declaration} count={count} />
      <CallToSign t={t} declaration={declaration} />
      {signingOpen ? <p class="label">{t(`campaign.sign.how.${who}`)}</p> : null}
    </Band>
  );
}
