import { type Context, Hono } from 'hono';
import { formatDate } from '../../foundation/i18n/dates.ts';
import { parsePartialDate } from '../../foundation/text/partial-date.ts';
import { cleanLine } from '../../foundation/text/plain.ts';
import type { Site } from '../../foundation/web/site.ts';
import { type PageEnv, type PageView, respond } from '../../ui/respond.tsx';
import type { ClaimKind } from '../claims/model.ts';
import { countingOnce } from '../counted/counted.ts';
import { withFoot } from '../parts/foot.tsx';
import { listData } from '../parts/list-data.ts';
import { listCopies } from './copies-store.ts';
import { sourceCursor, sourceKind } from './cursor.ts';
import { SourcePage, SourcesPage } from './pages.tsx';
import { countOpenSources, listCiting, listOpenSources, readOpenSource } from './public-store.ts';

/** Sources on one page of the list, and citing things on the page of a source. */
const perPage = 50;
const citingShown = 200;

/**
 * The sources of what is public, and what cites each.
 * @param kinds every kind of thing that can cite, with its address.
 */
export function sourcesSite(site: Site, kinds: readonly ClaimKind[]): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.get('/:lang/record/sources', (c) => (c.var.lang ? list(c, site, kinds) : c.notFound()));
  app.get('/:lang/record/sources/:key', (c) =>
    c.var.lang ? one(c, site, kinds, c.req.param('key')) : c.notFound(),
  );
  return app;
}

async function list(c: Context<PageEnv>, site: Site, kinds: readonly ClaimKind[]): Promise<Response> {
  const { t } = c.var;
  const { db } = site;
  const asked = { kind: c.req.query('kind'), after: c.req.query('after'), q: c.req.query('q') };
  const kind = sourceKind(asked.kind);
  const after = sourceCursor(asked.after);
  const cleaned = cleanLine((asked.q ?? '').slice(0, 100), 100);
  const q = cleaned.ok ? cleaned.text : '';
  const once = countingOnce(site);
  const [rows, counts] = await Promise.all([
    listOpenSources(db, { kind, q, after, limit: perPage + 1 }),
    once('sources', () => countOpenSources(db)),
  ]);
  const sources = rows.slice(0, perPage);
  const copies = await listCopies(
    db,
    sources.map(({ id }) => id),
  );
  // An address with what is no kind and no place of the list, or a search, makes no entry of the cache.
  const known =
    (asked.kind === undefined || kind !== null) && (asked.after === undefined || after !== null) && q === '';
  const query = kind ? `?kind=${kind}` : '';
  const view: PageView = {
    title: t('record.sources.title'),
    description: t('record.sources.stand'),
    path: known && after === null ? `/record/sources${query}` : null,
    switchPath: `/record/sources${query}`,
    tags: known && after === null ? ['source', ...kinds.map(({ kind: one }) => one)] : null,
    body: (
      <SourcesPage
        t={t}
        sources={sources}
        copies={copies}
        counts={counts}
        kind={kind}
        q={q}
        next={rows.length > perPage ? (sources.at(-1)?.id ?? null) : null}
        begun={after !== null}
      />
    ),
  };
  return respond(c, withFoot(c.var, view, listData('sources', { type: kind }, [q])));
}

async function one(
  c: Context<PageEnv>,
  { db }: Site,
  kinds: readonly ClaimKind[],
  key: string,
): Promise<Response> {
  const { t, lang } = c.var;
  const source = await readOpenSource(db, key);
  if (source === null) return c.notFound();
  const [copies, citing] = await Promise.all([
    listCopies(db, [source.id]),
    listCiting(db, source.id, { lang, open: true, limit: citingShown }),
  ]);
  const date = parsePartialDate(source.date ?? '');
  const by = [source.publisher, date && formatDate(t.lang, date)].filter(Boolean);
  const view: PageView = {
    // Who quotes the page, or shares it, must not make the words of the source ours.
    title: [
      t('record.source.named', { title: source.title }),
      by.length > 0 ? `(${by.join(t.dir === 'rtl' ? '، ' : ', ')})` : '',
    ]
      .join(' ')
      .trim(),
    description: t('record.sources.stand'),
    path: `/record/sources/${encodeURIComponent(source.key)}`,
    tags: ['source', source.id, ...citing.map(({ id }) => id), ...new Set(citing.map(({ kind }) => kind))],
    body: <SourcePage t={t} source={source} copies={copies} citing={citing} kinds={kinds} />,
  };
  const data = source.ofRecord ? listData(`sources/${encodeURIComponent(source.key)}`) : null;
  return respond(c, withFoot(c.var, view, data));
}
