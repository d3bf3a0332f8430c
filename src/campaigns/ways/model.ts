import type { Declaration } from '../../declarations/model.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { Campaign } from '../model.ts';

/** Something that a visitor can do which leads to an address. */
export interface Way {
  /** What it is, in a word or two: the name of a service, "Declaration". */
  label: string;
  text: string;
  href: string;
  /** Leads to another site. */
  outside: boolean;
}

/**
 * @returns the ways to take part that lead somewhere: to the declaration while it can be signed, and to where the
 * campaign lives elsewhere, only as far as set.
 */
export function campaignWays(
  t: Translator,
  campaign: Pick<Campaign, 'slug' | 'links'>,
  declaration: Pick<Declaration, 'signingOpen' | 'allowsOrganisations'> | null,
): Way[] {
  const sign: Way[] = declaration?.signingOpen
    ? [
        {
          label: t('frame.declaration'),
          text: t(declaration.allowsOrganisations ? 'campaign.way.sign_organisation' : 'campaign.way.sign'),
          href: `/${t.lang}/campaigns/${campaign.slug}/declaration`,
          outside: false,
        },
      ]
    : [];
  const links = campaign.links.map(({ kind, url }) => ({
    label: t(`campaign.service.${kind}`),
    text: t(`campaign.way.${kind}`),
    href: url,
    outside: true,
  }));
  return [...sign, ...links];
}
