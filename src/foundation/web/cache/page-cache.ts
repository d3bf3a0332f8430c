import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerPage, answerReply } from './answer.ts';
import type { Entry } from './entry.ts';
import { type KeyOf, Keys } from './keys.ts';
import type { WebLog } from './log.ts';
import { Pages } from './pages.ts';
import { type CacheStats, emptyStats } from './stats.ts';
import { Upgrades } from './upgrades.ts';

export interface PageCacheOptions {
  /**
   * Renders the page of a key (path and query) without any visitor's header. The response says `x-cache: public`
   * when it may be kept, and in `x-cache-tags` what it shows, separated by commas.
   */
  readonly render: (key: string) => Response | Promise<Response>;
  readonly keyOf: KeyOf;
  readonly publicUrl: URL;
  readonly log: WebLog;
  /** Bound of all that is kept, default 64 MiB. */
  readonly maxBytes?: number;
  /** A render that takes longer has failed, default 20 s. */
  readonly renderTimeoutMs?: number;
  /** How long a page is left alone before it gets its smallest compression, default 2 s. */
  readonly settleMs?: number;
  /** Monotonic milliseconds, default `performance.now`. */
  readonly now?: () => number;
}

export interface PageCache {
  /** Answers a GET or HEAD for a page that may be kept, now or after its render; false leaves it to the caller. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
  /** Reports changes; the tag `*` stands for everything. */
  invalidate(tags: Iterable<string>): void;
  /** Changes are heard from now on: pages are trusted until one is reported. */
  heard(): void;
  /** Changes are no longer heard: no page is trusted for more than a second. This is also how it begins. */
  deaf(): void;
  clear(): void;
  readonly stats: Readonly<CacheStats>;
}

/** The cache of whole public pages (docs/decisions/0003-page-cache.md). */
export function createPageCache(options: PageCacheOptions): PageCache {
  const { log, now = () => performance.now() } = options;
  const stats = emptyStats();
  const keys = new Keys(options.publicUrl.origin, options.keyOf);
  const pages = new Pages({
    render: options.render,
    log,
    stats,
    now,
    maxBytes: options.maxBytes ?? 64 * 1024 * 1024,
    renderTimeoutMs: options.renderTimeoutMs ?? 20_000,
    onAsked: (entry) => upgrades.add(entry),
  });
  const upgrades = new Upgrades({
    settleMs: options.settleMs ?? 2_000,
    find: (key) => {
      const entry = pages.entries.get(key);
      return entry !== undefined && now() < entry.staleAt ? entry : undefined;
    },
    onReady: (entry, best) => {
      entry.codings = best.codings;
      pages.entries.resize(entry, best.bytes);
      stats.upgrades += 1;
    },
    onError: (error) => log.error({ error }, 'page compression failed'),
  });

  function send(req: IncomingMessage, res: ServerResponse, entry: Entry): void {
    if (answerPage(req, res, entry)) stats.notModified += 1;
  }

  async function sendWhenRendered(req: IncomingMessage, res: ServerResponse, key: string): Promise<void> {
    const outcome = await pages.rendered(key);
    if (res.destroyed) return;
    if (outcome.kind === 'page') send(req, res, outcome.entry);
    else answerReply(req, res, outcome.reply);
  }

  return {
    stats,
    handle(req, res) {
      if (req.method !== 'GET' && req.method !== 'HEAD') return false;
      const key = keys.of(req.url ?? '');
      if (key === null) return false;
      const entry = pages.atOnce(key);
      if (entry !== undefined) send(req, res, entry);
      else {
        sendWhenRendered(req, res, key).catch((error: unknown) => {
          log.error({ error }, 'page could not be sent');
          res.destroy();
        });
      }
      return true;
    },
    invalidate(tags) {
      const changed = [...tags];
      if (changed.includes('*')) pages.distrust();
      else pages.invalidate(changed);
    },
    heard: () => pages.hear(true),
    deaf: () => pages.hear(false),
    clear: () => pages.clear(),
  };
}
