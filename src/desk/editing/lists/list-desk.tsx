import { isLang } from '../../../foundation/i18n/lang.ts';
import { may } from '../../../staff/model.ts';
import type { DeskContext } from '../../model.ts';
import { deskPage } from '../../page.tsx';
import type { Engine } from '../context.ts';
import { listLanguages } from '../place-store.ts';
import { bulk } from './bulk.ts';
import { BulkButtons, Filters, Line, ListPages } from './list-parts.tsx';
import { type ListQuery, listSorts, listStates, listThings, translationStates } from './list-store.ts';

/** All things of a kind: search, state, language, order, pages; and what can be done with several at once. */
export function listRoutes(engine: Engine): void {
  const { desk, editable } = engine;
  desk.get(editable.path, 'content.read', 'any', (c) => listPage(c, engine));
  desk.post(`${editable.path}/bulk`, editable.publish, 'any', (c) => bulk(c, engine));
}

/** The query of an address; what means nothing is left out. */
export function listQueryIn(get: (name: string) => string | undefined): ListQuery {
  const [lang, state] = (get('in') ?? '').split(':');
  const translation = translationStates.find((one) => one === state);
  const page = Number(get('page') ?? '1');
  return {
    q: (get('q') ?? '').slice(0, 200),
    state: listStates.find((one) => one === get('state')) ?? null,
    inLang: isLang(lang) && translation ? { lang, state: translation } : null,
    sort: listSorts.find((one) => one === get('sort')) ?? 'changed',
    page: Number.isInteger(page) && page > 0 && page <= 10_000 ? page : 1,
  };
}

async function listPage(c: DeskContext, engine: Engine): Promise<Response> {
  const { t, member } = c.var;
  const { editable, desk } = engine;
  const query = listQueryIn((name) => c.req.query(name));
  const [{ lines, total }, languages] = await Promise.all([
    listThings(desk.site.db, editable, c.var.lang, query),
    listLanguages(desk.site.db),
  ]);
  const narrowed = query.q !== '' || query.state !== null || query.inLang !== null;
  const mayBulk = may(member, editable.publish, 'any');
  return deskPage(c, {
    title: t(editable.words.many),
    label: t('desk.list.count', { n: total }),
    at: editable.menu,
    buttons:
      editable.growing && may(member, editable.create ?? editable.edit, 'any') ? (
        <a class="button call" href={`${editable.path}/new`}>
          {t(editable.words.create)}
        </a>
      ) : null,
    body: (
      <>
        <Filters c={c} engine={engine} query={query} languages={languages.map(({ code }) => code)} />
        {lines.length === 0 ? (
          <p class="empty">{t(narrowed ? 'desk.list.none' : 'desk.list.nothing')}</p>
        ) : (
          <form method="post" action={`${editable.path}/bulk`}>
            <input type="hidden" name="back" value={new URL(c.req.url).search} />
            <table class="queue">
              <thead>
                <tr>
                  {mayBulk ? (
                    <th scope="col">
                      <span class="vh">{t('desk.list.choose')}</span>
                    </th>
                  ) : null}
                  <th scope="col">{t('desk.list.title')}</th>
                  <th scope="col">{t('desk.list.state')}</th>
                  <th scope="col">{t('desk.list.languages')}</th>
                  <th scope="col">{t('desk.list.changed')}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <Line c={c} engine={engine} line={line} bulk={mayBulk} />
                ))}
              </tbody>
            </table>
            {mayBulk ? <BulkButtons c={c} engine={engine} /> : null}
          </form>
        )}
        <ListPages c={c} query={query} total={total} />
      </>
    ),
  });
}
