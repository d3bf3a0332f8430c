import { EditingWords } from '../../desk/components/editing-words.tsx';
import { type FieldError, summaryOf, type Typed } from '../../desk/editing/form/fields.ts';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { Check } from '../../ui/components/choice.tsx';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { deskSourceFields } from './citing/cite-fields-desk.ts';
import type { SimilarSource } from './citing/cite-store.ts';
import { SourceFields } from './source-fields-desk.tsx';

/** @returns the form of a new source, with those that may be the same. */
export function newSourcePage(
  c: DeskContext,
  typed: Typed,
  errors: readonly FieldError[],
  similar: readonly SimilarSource[],
): Promise<Response> {
  const { t } = c.var;
  if (errors.length > 0) c.set('audited', null);
  return deskPage(c, {
    title: t('desk.sources.create'),
    at: 'sources',
    crumbs: [{ href: '/desk/sources', text: t('desk.menu.sources') }],
    status: errors.length > 0 ? 422 : 200,
    body: (
      <>
        <EditingWords t={t} />
        <ErrorSummary t={t} level="h2" errors={summaryOf(t, deskSourceFields, errors)} />
        <form
          method="post"
          action="/desk/sources/new"
          class="desk-form"
          data-unsaved={`new-source:new:0:${c.var.member.id}`}
          data-unsaved-owed={errors.length > 0 ? '' : undefined}
        >
          {similar.length > 0 ? (
            <div class="notice">
              <p>{t('desk.sources.similar.which')}</p>
              <ul>
                {similar.map(({ id, title, publisher }) => (
                  <li>
                    <a href={`/desk/sources/${id}`}>
                      <bdi>{title}</bdi>
                    </a>{' '}
                    <bdi>{publisher}</bdi>
                  </li>
                ))}
              </ul>
              <Check t={t} name="cite_new" label={t('desk.sources.similar.other')} optional />
            </div>
          ) : null}
          <SourceFields t={t} typed={typed} errors={errors} seen={typed.seen === 'yes'} />
        </form>
      </>
    ),
  });
}
