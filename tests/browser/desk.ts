import type { APIRequestContext, Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import type { DeskLang, Role } from '../../src/staff/model.ts';
import { password, totp } from '../../src/staff/testing.ts';
import { telephone } from './chromium.ts';
import type { RunningSite } from './server.ts';

export interface DeskEntry {
  roles: Role | readonly Role[];
  lang?: DeskLang;
  /** Slug; the whole initiative without it. */
  campaign?: string;
  /** Of the browser; a telephone without it. */
  options?: BrowserContextOptions;
}

let people = 0;

/** An owner who reads English and one who reads Arabic, each on a telephone and signed in. */
export async function ownersInBoth(
  site: RunningSite,
  browser: Browser,
): Promise<Record<DeskLang, BrowserContext>> {
  return {
    en: await signInToDesk(site, browser, { roles: 'owner' }),
    ar: await signInToDesk(site, browser, { roles: 'owner', lang: 'ar' }),
  };
}

/**
 * A browser in which somebody with these roles has just signed in to the desk: invited on the command line, with a
 * password and, where their roles want it, an authenticator app. Close the context when done.
 */
export async function signInToDesk(
  site: RunningSite,
  browser: Browser,
  { roles, lang = 'en', campaign, options = {} }: DeskEntry,
): Promise<BrowserContext> {
  const context = await browser.newContext({ ...telephone, ...options });
  const email = `member${++people}@example.org`;
  const invite = ['staff', 'invite', email, '--lang', lang, '--role', ...[roles].flat()];
  if (campaign !== undefined) invite.push('--campaign', campaign);
  const link = (await site.command(...invite)).trim();
  const post = (path: string, form: Record<string, string>) =>
    postForm(context.request, site.origin, path, form);
  const name = lang === 'ar' ? 'عضو نموذجي' : 'Sample Member';
  const entered = await post(link, { name, lang, way: 'password', password });
  if (entered.url().endsWith('/second-factor')) {
    const page = await (await post('/desk/account/totp', { current: password })).text();
    const uri = /name="uri" value="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const secret = new URL(uri).searchParams.get('secret') ?? '';
    await post('/desk/account/totp/confirm', { uri, code: totp(secret) });
  }
  const home = await context.request.get(`${site.origin}/desk`, { maxRedirects: 0 });
  if (home.status() !== 200) throw new Error(`nobody is signed in: ${home.status()}`);
  return context;
}

/** Posts a form as a page of the site does, and follows where it leads. */
export async function postForm(
  request: APIRequestContext,
  origin: string,
  path: string,
  form: Record<string, string>,
) {
  const answer = await request.post(new URL(path, origin).href, { form, headers: { origin } });
  if (answer.status() >= 400) throw new Error(`${path} answers ${answer.status()}: ${await answer.text()}`);
  return answer;
}
