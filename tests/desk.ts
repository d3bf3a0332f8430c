import { publicPages } from '../src/app.ts';
import { createDeskApp } from '../src/desk-app.ts';
import type { Db } from '../src/foundation/database/database.ts';
import { type Id, newId, parseId } from '../src/foundation/database/id.ts';
import type { DeskLang, Role } from '../src/staff/model.ts';
import { readPerson } from '../src/staff/store.ts';
import { testAssets, testSite } from './site.ts';

/** Who a test's request comes from: stands where the product has a session cookie. */
const whoHeader = 'x-test-member';

export interface DeskAsker {
  id: Id;
  get(path: string): Promise<Response>;
  /** Posts a form as a page of the desk would. */
  post(path: string, form?: Record<string, string | readonly string[]>): Promise<Response>;
  /** Anything else, in this person's name. */
  ask(path: string, init: RequestInit): Promise<Response>;
}

/**
 * The desk over a test's database. Sessions are named by a header here, everything behind them is the product's own.
 * `as` makes a person with these roles (in all campaigns, or in one) and asks in their name.
 */
export function testDesk(db: Db, env: Record<string, string> = {}) {
  const { site } = testSite(db, env);
  const sessions = {
    async read(headers: Headers) {
      const id = parseId(headers.get(whoHeader) ?? '');
      const person = id && (await readPerson(db, id));
      return person && { ...person, sessionId: person.id, twoFactors: headers.get('x-test-factors') !== '1' };
    },
  };
  const desk = createDeskApp(site, { assets: testAssets, sessions, pages: publicPages(site, testAssets) });
  const origin = site.settings.publicUrl.origin;
  const as = async (
    roles: Role | readonly Role[],
    options: { campaignId?: string; lang?: DeskLang; name?: string } = {},
  ): Promise<DeskAsker> => {
    const id = newId();
    const campaign = options.campaignId === undefined ? null : parseId(options.campaignId);
    if (options.campaignId !== undefined && campaign === null) throw new Error('a campaign has no such id');
    await db
      .insertInto('staff')
      .values({
        id,
        name: options.name ?? 'Sample Member',
        email: `${id}@example.org`,
        lang: options.lang ?? 'en',
      })
      .execute();
    for (const role of [roles].flat())
      await db
        .insertInto('staff_role')
        .values({ staff_id: id, role, campaign_id: campaign, given_by: 'operator' })
        .execute();
    const ask = async (path: string, init: RequestInit) =>
      desk.app.request(origin + path, { ...init, headers: { [whoHeader]: id, origin, ...init.headers } });
    return {
      id,
      ask,
      get: (path) => ask(path, {}),
      post(path, form = {}) {
        const body = new URLSearchParams();
        for (const [name, value] of Object.entries(form))
          for (const one of [value].flat()) body.append(name, one);
        return ask(path, { method: 'POST', body });
      },
    };
  };
  return { desk, site, as, origin };
}
