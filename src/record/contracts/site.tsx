import { type Context, Hono } from 'hono';
import { readStand } from '../../foundation/history/stand.ts';
import type { Site } from '../../foundation/web/site.ts';
import { absent } from '../../ui/absent.tsx';
import { type PageEnv, respond } from '../../ui/respond.tsx';
import { readCorrections } from '../claims/history/history-store.ts';
import { countingOnce } from '../counted/counted.ts';
import { withFoot } from '../parts/foot.tsx';
import { type ListData, listData } from '../parts/list-data.ts';
import { listResponses } from '../responses/store.ts';
import { numberSources } from '../sources/model.ts';
import { readCitations } from '../sources/store.ts';
import { readContractChoices, readContractFigures, readContractSums } from './figures-store.ts';
import { type ContractFilter, isJunk, nameOfFew, readContractQuery } from './filter.ts';
import { contractView } from './page/contract.tsx';
import { contractListView } from './page/list.tsx';
import { listContracts, readContract, readOngoingSource } from './store.ts';

/** Contracts on one page of the list. */
export const contractsPerPage = 50;

/** The contracts: the list by buyer, company and year, with its sums, and each contract. */
export function contractsSite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.get('/:lang/record/contracts', (c) => (c.var.lang ? contractList(c, site) : c.notFound()));
  app.get('/:lang/record/contracts/:slug', (c) =>
    c.var.lang ? contractPage(c, site, c.req.param('slug')) : c.notFound(),
  );
  return app;
}

async function contractList(c: Context<PageEnv>, site: Site): Promise<Response> {
  const { t, lang } = c.var;
  const { db } = site;
  const asked = (name: string) => c.req.query(name);
  const { after, ...filter } = readContractQuery(asked);
  const once = countingOnce(site);
  const counted = once('contract figures', () => readContractFigures(db));
  // What is asked for is known from the figures; whoever does not ask for it does not wait for them.
  const choice = filter.later ? { ...filter, laterIds: (await counted).underLaterName.ids } : filter;
  const few = nameOfFew(filter);
  const [rows, figures, sums, choices] = await Promise.all([
    listContracts(db, lang, { ...choice, after, limit: contractsPerPage + 1 }),
    counted,
    few === null
      ? readContractSums(db, choice)
      : once(`contract sums ${few}`, () => readContractSums(db, choice)),
    once(`contract choices ${lang}`, () => readContractChoices(db, lang)),
  ]);
  const contracts = rows.slice(0, contractsPerPage);
  const stand = await readStand(
    db,
    contracts.filter(({ unadopted }) => unadopted).map(({ id }) => id),
  );
  const view = contractListView(t, {
    contracts,
    more: rows.length > contractsPerPage,
    filter,
    after: after === null ? null : (asked('after') ?? null),
    figures,
    sums,
    choices,
    unreviewedSince: stand.publishedAt,
  });
  // An address with a value that means nothing shows what the rest of it asks for, and makes no entry of the cache.
  return respond(c, withFoot(c.var, isJunk(asked) ? { ...view, tags: null } : view, dataOf(filter)));
}

async function contractPage(c: Context<PageEnv>, { db }: Site, slug: string): Promise<Response> {
  const { t, lang, origin, frame } = c.var;
  const contract = await readContract(db, slug, lang);
  if (contract === null) return absent(c, db, 'contract', slug, '/record/contracts');
  const responses = await listResponses(db, [contract.id], lang);
  const cited = [contract.id, ...responses.map(({ id }) => id)];
  const [{ citations, sources }, ongoing, stand, corrections] = await Promise.all([
    readCitations(db, cited),
    contract.ongoingSource === null ? [] : readOngoingSource(db, contract.ongoingSource),
    readStand(db, cited),
    readCorrections(db, [contract.id]),
  ]);
  const numbered = numberSources(
    [...citations, ...ongoing.map(({ id }) => ofItself(id))],
    [...sources, ...ongoing],
  );
  const notes = new Map([...cited, ...ongoing.map(({ id }) => id)].map((id) => [id, numbered.numbersOf(id)]));
  return respond(
    c,
    contractView(
      { t, footnotes: (id) => notes.get(id) ?? [] },
      {
        contract,
        responses,
        sources: numbered.list,
        stand,
        correction: corrections.get(contract.id)?.[0] ?? null,
        origin,
        site: frame.site,
      },
    ),
  );
}

/** The source of "still so on" is cited by the period: its footnote goes by the source's own id. */
const ofItself = (id: Parameters<typeof readOngoingSource>[1]) => ({
  thingId: id,
  sourceId: id,
  page: null,
  quotation: null,
});

/** The contracts as data, narrowed as the page is. */
const dataOf = ({ buyer, company, kind, year, later }: ContractFilter): ListData =>
  listData('contracts', { buyer, company }, [kind, year, later]);
