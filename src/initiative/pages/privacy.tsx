import type { Translator } from '../../foundation/i18n/translate.ts';
import { ArticleList } from '../../ui/components/article-list.tsx';
import { DescriptionList } from '../../ui/components/description-list.tsx';
import { Opening } from '../../ui/components/opening.tsx';
import { More, Part, Wrap } from '../../ui/components/part.tsx';
import type { Retention } from '../settings/model.ts';

/** What is promised, in this order. The numbers come from the settings that the erasing job keeps. */
const articles = [
  'reading',
  'signing',
  'address',
  'public',
  'network',
  'via',
  'mail',
  'withdraw',
  'rights',
  'logs',
  'limits',
] as const;

/** What is kept of organisations besides their signature. */
const ofOrganisations = ['letter', 'sealed', 'join', 'proposal', 'cleanup'] as const;

const kept = ['address', 'unconfirmed', 'link', 'hash', 'public', 'via', 'network'] as const;

/** What is kept, why, and how long. */
export function Privacy({ t, terms }: { t: Translator; terms: Retention }) {
  const { confirmDays, unconfirmedDays, contactDays, keptMailDays } = terms;
  const values = {
    confirm: confirmDays,
    unconfirmed: unconfirmedDays,
    contact: contactDays,
    mail: keptMailDays,
  };
  return (
    <Wrap>
      <Opening size="title" title={t('frame.privacy')} stand={t('privacy.stand')} />
      <Part id="kept" title={t('privacy.kept')}>
        <DescriptionList
          facts={kept.map((name) => ({
            term: t(`privacy.kept.${name}`),
            value: t(`privacy.kept.${name}.until`, values),
          }))}
        />
      </Part>
      <Part id="articles" title={t('privacy.articles')}>
        <ArticleList
          articles={articles.map((name, index) => ({
            number: index + 1,
            label: t('privacy.article', { n: index + 1 }),
            title: t(`privacy.${name}`),
            text: t(`privacy.${name}.text`, values),
          }))}
        />
        <More href={`/${t.lang}/contact`}>{t('frame.contact')}</More>
      </Part>
      <Part id="sealed" title={t('privacy.organisations')}>
        <DescriptionList
          facts={ofOrganisations.map((name) => ({
            term: t(`privacy.organisations.${name}`),
            value: t(`privacy.organisations.${name}.text`),
          }))}
        />
      </Part>
    </Wrap>
  );
}
