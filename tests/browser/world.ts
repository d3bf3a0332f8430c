import type { World } from '../routes.ts';
import type { RunningSite } from './server.ts';
import { campaign, confirmByPost, organisationForm, queue, signByPost } from './signing.ts';

const names = [
  'Sample Union of Workers',
  // The longest word and the longest name that a page must hold, and a name in another script.
  `Verein${'beobachtungsgesellschaft'.repeat(2)}`,
  `A very long name of an organisation ${'and of its members '.repeat(7)}`.slice(0, 190).trim(),
  'جمعية نموذجية لمراقبة الشركات',
];

/** Fills a site with signatures in each state, and finds the addresses that the examples need. */
export async function makeWorld(site: RunningSite): Promise<World> {
  let confirmed = '';
  for (const [index, name] of names.entries()) {
    const links = await signByPost(site, {
      ...organisationForm(name, `office${index}@example.org`),
      organisation_name_ar: index === 0 ? 'اتحاد نموذجي للعمال' : '',
      website: index === 1 ? 'https://example.org/about' : '',
    });
    await confirmByPost(site, links.confirm);
    confirmed = links.confirm;
  }
  const waiting = await queue(site);
  await site.command('signatures', 'approve', ...waiting.slice(0, -1).map(({ id }) => id));
  const person = {
    kind: 'person',
    country: 'DE',
    contact_name: 'Sample Person',
    publicity: 'name',
    consent: 'yes',
  };
  const listed = await signByPost(site, { ...person, email: 'person@example.org' }, 'ar');
  await confirmByPost(site, listed.confirm);
  const pending = await signByPost(site, organisationForm('Waiting for its mail', 'pending@example.org'));
  const [news, items] = await Promise.all([linked(site, '/en/news'), linked(site, '/en/library')]);
  return {
    campaign,
    wording: lastPart(pending.wording),
    confirm: lastPart(pending.confirm),
    withdraw: lastPart(pending.withdraw),
    confirmed: lastPart(confirmed),
    news,
    items,
  };
}

/** What a list page leads to, below its own address, in its order. */
async function linked(site: RunningSite, list: string): Promise<string[]> {
  const html = await (await fetch(site.origin + list)).text();
  const found = [...html.matchAll(new RegExp(`href="${list}/([a-z0-9-]+)"`, 'g'))].map(
    ([, slug = '']) => slug,
  );
  return [...new Set(found)];
}

function lastPart(path: string): string {
  return path.split('/').at(-1) ?? '';
}
