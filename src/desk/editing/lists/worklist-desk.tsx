import { formatInstant } from '../../../foundation/i18n/dates.ts';
import { languageNames } from '../../../foundation/i18n/lang.ts';
import type { Desk } from '../../desk.ts';
import { deskPage } from '../../page.tsx';
import type { Editable } from '../model.ts';
import { listLanguages } from '../place-store.ts';
import { type ListLine, listThings } from './list-store.ts';

const todo = ['out-of-date', 'missing', 'draft'] as const;

/** What is to be translated into a language, of every kind: out of date first, then missing, then drafts that wait. */
export function worklistRoutes(desk: Desk, editables: readonly Editable[]): void {
  desk.get('/desk/translations', 'text.translate', 'any', async (c) => {
    const { t } = c.var;
    const { db } = desk.site;
    const languages = await listLanguages(db);
    const asked = c.req.query('lang');
    const lang =
      languages.find(({ code }) => code === asked)?.code ??
      languages.find(({ code }) => code !== 'en')?.code ??
      'ar';
    const found: { state: (typeof todo)[number]; editable: Editable; lines: ListLine[]; total: number }[] =
      [];
    for (const state of todo)
      for (const editable of editables) {
        const query = { q: '', state: null, inLang: { lang, state }, sort: 'changed' as const, page: 1 };
        found.push({ state, editable, ...(await listThings(db, editable, c.var.lang, query)) });
      }
    const filled = found.filter(({ lines }) => lines.length > 0);
    return deskPage(c, {
      title: t('desk.menu.translations'),
      label: t('desk.worklist.stand'),
      at: 'translations',
      body: (
        <>
          <nav class="tabs" aria-label={t('desk.edit.languages')}>
            {languages.map(({ code }) => (
              <a
                href={`/desk/translations?lang=${code}`}
                aria-current={code === lang ? 'true' : undefined}
                lang={code}
              >
                {languageNames[code]}
              </a>
            ))}
          </nav>
          {filled.length === 0 ? <p class="empty">{t('desk.worklist.empty')}</p> : null}
          {todo.map((state) => {
            const groups = filled.filter((group) => group.state === state);
            return groups.length === 0 ? null : (
              <section>
                <h2>{t(`desk.worklist.${state}`)}</h2>
                <table class="queue">
                  <thead>
                    <tr>
                      <th scope="col">{t('desk.list.title')}</th>
                      <th scope="col">{t('desk.list.kind')}</th>
                      <th scope="col">{t('desk.list.changed')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {groups.flatMap(({ editable, lines }) =>
                      lines.map((line) => (
                        <tr>
                          <th scope="row">
                            <a href={`${editable.path}/${line.id}?lang=${lang}`}>
                              <bdi>{line.title}</bdi>
                            </a>
                          </th>
                          <td>{t(editable.words.one)}</td>
                          <td>{formatInstant(t.lang, new Date(line.changedAt))}</td>
                        </tr>
                      )),
                    )}
                  </tbody>
                </table>
                {groups
                  .filter(({ total, lines }) => total > lines.length)
                  .map(({ editable, total }) => (
                    <p class="more">
                      <a href={`${editable.path}?in=${lang}:${state}`}>
                        {t(editable.words.many)} ({total})
                      </a>
                    </p>
                  ))}
              </section>
            );
          })}
        </>
      ),
    });
  });
}
