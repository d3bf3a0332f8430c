import type { Context } from 'hono';
import type { Id } from '../foundation/database/id.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import type { SiteEnv } from '../foundation/web/site.ts';
import type { DeskLang, Member, Scope } from '../staff/model.ts';
import type { DeskAssets } from './document.tsx';
import type { MenuKey } from './menu.ts';

/** What a handler may say of what it did, for the audit log. Without it the route's own words stand there. */
export interface Audited {
  thingId?: Id | null;
  subject?: string;
  detail?: Record<string, unknown>;
}

/** How much waits for a person, by the entry of the menu that leads there. */
export type Waiting = (member: Member, fresh?: boolean) => Promise<Partial<Record<MenuKey, number>>>;

export interface DeskEnv {
  Variables: {
    member: Member;
    t: Translator;
    lang: DeskLang;
    requestId: string;
    assets: DeskAssets;
    /** Where the route's action is done, as its guard found it. */
    scope: Scope;
    /** Null: nothing was done that anybody would ask for. */
    audited: Audited | null;
    waiting: Waiting;
  };
  Bindings: SiteEnv['Bindings'];
}
export type DeskContext = Context<DeskEnv>;
export type DeskHandler = (c: DeskContext) => Promise<Response> | Response;

/**
 * Where a route's action is done: `null` the whole initiative, `any` wherever the person may at all (lists, which show
 * only that), or found from the request. `absent`: there is no such thing.
 */
export type Where = null | 'any' | ((c: DeskContext) => Promise<Id | null | 'absent'>);
