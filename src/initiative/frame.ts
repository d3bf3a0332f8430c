import type { Translator } from '../foundation/i18n/translate.ts';
import type { Assets, Frame as PageFrame } from '../ui/components/page.tsx';
import type { Frame } from './model.ts';

/** What stands around every page: the initiative's name, the menu, the foot. */
export function frameFor(t: Translator, data: Frame, assets: Assets): PageFrame {
  const base = `/${t.lang}`;
  const site = data.initiative?.name ?? 'Tadamun';
  const campaign = data.campaign ? `${base}/campaigns/${data.campaign.slug}` : `${base}/campaigns`;
  return {
    site,
    ...(data.initiative && { shortSite: data.initiative.shortName }),
    home: base,
    assets,
    sections: [
      { href: campaign, text: t('frame.campaign') },
      ...(data.campaign?.declaration
        ? [{ href: `${campaign}/declaration`, text: t('frame.declaration') }]
        : []),
      { href: `${base}/news`, text: t('frame.news') },
      { href: `${base}/library`, text: t('frame.documents') },
      { href: `${base}/record/report`, text: t('frame.report') },
      { href: `${base}/act`, text: t('frame.act') },
    ],
    colophon: {
      line: data.campaign?.tagline || undefined,
      about: { href: `${base}/about`, text: t('frame.about') },
      links: [
        { href: `${base}/organisations`, text: t('frame.organisations') },
        { href: `${base}/contact`, text: t('frame.contact') },
        { href: `${base}/privacy`, text: t('frame.privacy') },
      ],
      machines: [
        { href: `${base}/feed.atom`, text: t('frame.feed_atom') },
        { href: `${base}/feed.json`, text: t('frame.feed_json') },
        ...(data.campaign?.declaration
          ? [{ href: `${campaign}/signatories.json`, text: t('frame.signatories_json') }]
          : []),
      ],
    },
    feeds: [
      { type: 'application/atom+xml', title: site, href: `${base}/feed.atom` },
      { type: 'application/feed+json', title: site, href: `${base}/feed.json` },
    ],
  };
}
