import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Lang } from '../../src/foundation/i18n/lang.ts';
import { type Example, otherPages, pages, type World } from '../routes.ts';
import { launchChromium, telephone } from './chromium.ts';
import { inspect } from './inspect.ts';
import { type RunningSite, startSite } from './server.ts';
import { makeWorld } from './world.ts';

const nowhere: World = {
  campaign: 'none',
  wording: '',
  confirm: '',
  withdraw: '',
  confirmed: '',
  news: [],
  items: [],
};

/** Declares a test for each page in one language: of the starter campaign, or of a site without content. */
export function describePages(lang: Lang, state: 'full' | 'empty'): void {
  describe(`${lang}, ${state}`, () => {
    let site: RunningSite;
    let browser: Browser;
    let context: BrowserContext;
    let world = nowhere;

    beforeAll(async () => {
      [site, browser] = await Promise.all([
        startSite({ starter: state === 'full' ? 'all' : 'none' }),
        launchChromium(),
      ]);
      context = await browser.newContext({ ...telephone, locale: lang });
      if (lang === 'ckb') await site.command('language', 'ckb', 'on');
      if (state === 'full') world = await makeWorld(site);
    });
    afterAll(async () => {
      await browser?.close();
      await site?.stop();
    });

    const examples = [...Object.values(pages).flat(), ...otherPages].filter(
      (one) => state === 'full' || one.empty,
    );
    for (const example of examples) {
      test(example.name, async () => {
        // Pictures are kept of the languages that are complete.
        const name = lang === 'ckb' ? null : state === 'full' ? example.name : `${example.name}-${state}`;
        const url = `${site.origin}/${lang}${pathOf(example, world)}`;
        const status = example.status ?? 200;
        expect(await inspect(context, { url, status, name, lang })).toEqual([]);
      });
    }

    if (state === 'full' && lang === 'ckb') {
      test('a draft text has no form: it cannot be signed', async () => {
        const answer = await fetch(`${site.origin}/ckb/campaigns/${world.campaign}/declaration`);
        expect(await answer.text()).not.toContain('data-sign');
      });
    } else if (state === 'full') {
      test('form with errors', async () => {
        const url = `${site.origin}/${lang}/campaigns/${world.campaign}/declaration`;
        const faults = await inspect(
          context,
          { url, status: 400, name: 'declaration-errors', lang },
          async (page) => {
            await page.goto(url);
            const answered = page.waitForResponse((response) => response.request().method() === 'POST');
            await page.click('form[data-sign] button[type=submit]');
            const response = await answered;
            await page.waitForLoadState('load');
            return response;
          },
        );
        expect(faults).toEqual([]);
      });
    }

    test('the server had nothing to complain of', () => expect(site.complaints()).toEqual([]));
  });
}

function pathOf(example: Example, world: World): string {
  return example.path(world);
}
