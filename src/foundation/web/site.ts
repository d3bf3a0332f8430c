import type { HttpBindings } from '@hono/node-server';
import type { Settings } from '../../settings.ts';
import type { KeyRing } from '../crypto/keys.ts';
import type { Db } from '../database/database.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Translator } from '../i18n/translate.ts';
import type { Log } from '../log.ts';
import type { Limits } from './limits.ts';
import type { Memo } from './memo.ts';

/** What every page, form and answer of the site stands on. Made once, at the start of the web process. */
export interface Site {
  readonly db: Db;
  /**
   * The same database over a few connections of its own, on which no statement takes longer than a second: for searches
   * and lists without end, so that nobody who signs waits behind them. For reading only.
   */
  readonly slow: Db;
  readonly settings: Settings;
  readonly keys: KeyRing;
  readonly log: Log;
  readonly limits: Limits;
  readonly memo: Memo;
  now(): Date;
}

/** What a request carries on its way: its language, and an id for those who report a fault. */
export interface SiteVariables {
  lang: Lang;
  t: Translator;
  requestId: string;
}

export interface SiteEnv {
  Variables: SiteVariables;
  /** Of node:http; empty when a page is rendered for the cache. */
  Bindings: Partial<HttpBindings>;
}
