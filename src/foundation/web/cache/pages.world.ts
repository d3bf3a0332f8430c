import { expect } from 'vitest';
import { graceMs } from './freshness.ts';
import { deafMs, Pages, standInMs } from './pages.ts';
import { emptyStats } from './stats.ts';

export type Ending = 'page' | 'missing' | 'error' | 'throw';

interface Render {
  key: string;
  /** What it read, as it began: the oldest it may show. */
  versions: Record<string, number>;
  startedAt: number;
  order: number;
  end: (ending: Ending) => void;
}

interface Answer {
  key: string;
  kind: string;
  at: number;
  asked: number;
  render: Render | undefined;
  rendersWaited: number;
  keptPromise: boolean;
}

const shows: Record<string, string[]> = { '/a': ['a'], '/b': ['b'], '/ab': ['a', 'b'] };

/** A cache, a clock, a database of two numbered things, and renders that end when the test says so. */
export function world() {
  let time = 10_000;
  let order = 0;
  const committed: Record<string, number> = { a: 0, b: 0 };
  const reportedAt: Record<string, number[]> = { a: [0], b: [0] };
  const unheard = new Set<string>();
  const distrusts: { at: number; order: number }[] = [];
  const renders: Render[] = [];
  const pending: Render[] = [];
  const failures: { key: string; order: number }[] = [];
  const answers: Answer[] = [];
  let asks = 0;
  let hearing = true;
  const concludedDeaf = new Set<Render>();
  const stats = emptyStats();

  const pages = new Pages({
    stats,
    now: () => time,
    maxBytes: 1e6,
    renderTimeoutMs: 60_000,
    log: { warn() {}, error() {} },
    onAsked() {},
    render(key) {
      expect(pending.some((other) => other.key === key)).toBe(false);
      return new Promise((resolve, reject) => {
        order += 1;
        const render: Render = {
          key,
          versions: { ...committed },
          startedAt: time,
          order,
          end(ending) {
            pending.splice(pending.indexOf(render), 1);
            order += 1;
            if (!hearing) concludedDeaf.add(render);
            if (ending === 'throw' || ending === 'error') failures.push({ key, order });
            if (ending === 'throw') reject(new Error('no database'));
            else resolve(response(ending, renders.indexOf(render), shows[key] ?? []));
          },
        };
        renders.push(render);
        pending.push(render);
      });
    },
  });

  // The promise in the doc comment of Pages, told from outside and at the time of the answer.
  function keeps(kind: string, key: string, asked: number, render: Render | undefined): boolean {
    if (kind === 'failed') return true;
    if (render === undefined || render.key !== key) return false;
    if (render.order > asked) return true;
    const changes = (shows[key] ?? []).map(
      (tag) => reportedAt[tag]?.[(render.versions[tag] ?? 0) + 1] ?? Infinity,
    );
    const changedAt = Math.min(...changes);
    const doubtedAt = Math.min(
      ...distrusts.filter((doubt) => doubt.order > render.order).map((doubt) => doubt.at),
      concludedDeaf.has(render) ? render.startedAt + deafMs : Infinity,
    );
    if (time <= changedAt + graceMs && time < doubtedAt) return true;
    const failed = failures.some((failure) => failure.key === key && failure.order > render.order);
    return failed && time <= Math.min(changedAt, doubtedAt) + standInMs;
  }

  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    pages,
    stats,
    pending,
    answers,
    renders,
    settle,
    get asks() {
      return asks;
    },
    get committed() {
      return committed;
    },
    wait: (ms: number) => {
      time += ms;
    },
    commit(tag: string) {
      committed[tag] = (committed[tag] ?? 0) + 1;
      unheard.add(tag);
    },
    report() {
      if (!hearing || unheard.size === 0) return;
      order += 1;
      for (const tag of unheard) {
        const list = reportedAt[tag] ?? [];
        while (list.length <= (committed[tag] ?? 0)) list.push(time);
      }
      pages.invalidate(unheard);
      unheard.clear();
    },
    hear(now: boolean) {
      hearing = now;
      order += 1;
      distrusts.push({ at: time, order });
      pages.hear(now);
      if (now) unheard.clear();
    },
    ask(key: string) {
      order += 1;
      asks += 1;
      const asked = order;
      const before = renders.filter((render) => render.key === key && !pending.includes(render)).length;
      const answer = (kind: string, body: string) => {
        const render = kind === 'failed' ? undefined : renders[Number(body)];
        const ended = renders.filter((other) => other.key === key && !pending.includes(other)).length;
        const keptPromise = keeps(kind, key, asked, render);
        answers.push({ key, kind, at: time, asked, render, rendersWaited: ended - before, keptPromise });
      };
      const entry = pages.atOnce(key);
      if (entry) answer('page', entry.reply.body.toString());
      else {
        void pages.rendered(key).then((outcome) => {
          const reply = outcome.kind === 'page' ? outcome.entry.reply : outcome.reply;
          answer(outcome.kind, reply.body.toString());
        });
      }
      return settle();
    },
  };
}

function response(ending: Ending, body: number, tags: string[]): Response {
  if (ending === 'error') return new Response('error', { status: 500 });
  if (ending === 'missing') return new Response(String(body), { status: 404 });
  return new Response(String(body), { headers: { 'x-cache': 'public', 'x-cache-tags': tags.join() } });
}
