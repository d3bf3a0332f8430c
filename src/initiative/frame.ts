import type { Lang } from '../foundation/i18n/lang.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import type { Assets, Frame as PageFrame } from '../ui/components/page.tsx';
import type { MenuLink } from '../ui/components/said.ts';
import type { Frame } from './model.ts';
import type { MenuEntry, MenuPlace } from './settings/model.ts';

/**
 * What stands around every page: the initiative's name, the menu, the foot, the colour.
 * @param path of the page: a campaign's own pages have the signal of that campaign, all others that of the first.
 */
export function frameFor(t: Translator, data: Frame, assets: Assets, path: string): PageFrame {
  const base = `/${t.lang}`;
  const site = data.initiative?.name ?? 'Tadamun';
  const campaign = data.campaign ? `${base}/campaigns/${data.campaign.slug}` : `${base}/campaigns`;
  const { settings } = data;
  const [, slug] = /^\/[a-z]+\/campaigns\/([a-z0-9-]+)/.exec(path) ?? [];
  const here = (slug !== undefined && data.campaigns[slug]) || data.campaign?.id || null;
  const sheet = here && data.colours[here];
  return {
    site,
    ...(data.initiative && { shortSite: data.initiative.shortName }),
    home: base,
    ...(settings.logo && {
      logo: {
        src: `/files/${settings.logo.shown}/logo.webp`,
        width: settings.logo.width,
        height: settings.logo.height,
      },
    }),
    assets: sheet ? { ...assets, colours: sheet } : assets,
    sections: settings.menu.flatMap((entry) => linkOf(t, data, campaign, entry)),
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

/** A link of the menu; none for what is not shown, or leads to what is not there. */
function linkOf(t: Translator, data: Frame, campaign: string, entry: MenuEntry): MenuLink[] {
  if (!entry.shown) return [];
  if ('place' in entry) return placeOf(t, data, campaign, entry.place);
  const text = entry.text[t.lang] ?? entry.text.en ?? Object.values(entry.text)[0];
  if (!text) return [];
  // A path of our own is written without its language and gets that of the page.
  const within = entry.href.startsWith('/');
  const named = within && data.languages.some((lang: Lang) => new RegExp(`^/${lang}(/|$)`).test(entry.href));
  return [{ href: within && !named ? `/${t.lang}${entry.href}` : entry.href, text }];
}

function placeOf(t: Translator, data: Frame, campaign: string, place: MenuPlace): MenuLink[] {
  const base = `/${t.lang}`;
  switch (place) {
    case 'campaign':
      return [{ href: campaign, text: t('frame.campaign') }];
    case 'declaration':
      return data.campaign?.declaration
        ? [{ href: `${campaign}/declaration`, text: t('frame.declaration') }]
        : [];
    case 'news':
      return [{ href: `${base}/news`, text: t('frame.news') }];
    case 'library':
      return [{ href: `${base}/library`, text: t('frame.documents') }];
    case 'record':
      return [{ href: `${base}/record`, text: t('frame.record') }];
    case 'report':
      return [{ href: `${base}/record/report`, text: t('frame.report') }];
    case 'act':
      return [{ href: `${base}/act`, text: t('frame.act') }];
  }
}
