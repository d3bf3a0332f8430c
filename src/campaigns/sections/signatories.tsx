import type { Count } from '../../declarations/count/model.ts';
import type { Declaration } from '../../declarations/model.ts';
import type { Signatory } from '../../declarations/signatories/model.ts';
import { countryName } from '../../foundation/i18n/countries.ts';
import { formatDate } from '../../foundation/i18n/dates.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { parsePartialDate } from '../../foundation/text/partial-date.ts';
import { Columns } from '../../ui/components/columns.tsx';
import { More, Part } from '../../ui/components/part.tsx';
import { Signed } from './call-to-sign.tsx';

export interface SignatoriesSectionProps {
  t: Translator;
  declaration: Declaration;
  count: Count;
  newest: readonly Signatory[];
}

/** Who has signed: the count, the newest organisations, the way to all. Says so where nobody is listed yet. */
export function SignatoriesSection({ t, declaration, count, newest }: SignatoriesSectionProps) {
  const base = `/${t.lang}/campaigns/${declaration.campaignSlug}`;
  const listed = count.organisations + count.persons;
  return (
    <Part
      id="signatories"
      title={t('campaign.signatories')}
      margin={
        listed + count.awaiting > 0 ? <Signed t={t} declaration={declaration} count={count} /> : undefined
      }
    >
      {newest.length > 0 ? (
        <Columns t={t} items={newest.map((signatory) => row(t, signatory))} />
      ) : (
        <p class="lead">{t(listed > 0 ? 'campaign.signatories.people_only' : 'campaign.signatories.none')}</p>
      )}
      {listed > 0 ? (
        <More href={`${base}/signatories`}>{t('campaign.signatories.all')}</More>
      ) : (
        <More href={`${base}/declaration`}>{t('campaign.signatories.be_first')}</More>
      )}
    </Part>
  );
}

function row(t: Translator, { name, nameAr, country, website, listedOn }: Signatory) {
  const shown = t.dir === 'rtl' && nameAr ? nameAr : name;
  const date = parsePartialDate(listedOn);
  return {
    name: shown,
    lang: scriptLang(t, shown),
    href: website ?? undefined,
    rel: 'noreferrer nofollow external',
    note: countryName(t.lang, country),
    date: date ? { text: formatDate(t.lang, date), datetime: date } : undefined,
  };
}

/** Nobody says in which language a signatory's name is; its script says at least how to draw and read it. */
function scriptLang(t: Translator, name: string): string {
  const arabic = /\p{Script=Arabic}/u.test(name);
  if (arabic) return t.dir === 'rtl' ? t.lang : 'ar';
  return t.dir === 'rtl' ? 'en' : t.lang;
}
