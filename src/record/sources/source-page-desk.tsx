import type { Child } from 'hono/jsx';
import { EditingWords } from '../../desk/components/editing-words.tsx';
import { type FieldError, summaryOf, type Typed, typedOf } from '../../desk/editing/form/fields.ts';
import type { Editable, Values } from '../../desk/editing/model.ts';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { formatDate } from '../../foundation/i18n/dates.ts';
import { parsePartialDate } from '../../foundation/text/partial-date.ts';
import { may } from '../../staff/model.ts';
import { Check } from '../../ui/components/choice.tsx';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field, Select } from '../../ui/components/field.tsx';
import { FileField } from '../../ui/components/file-field.tsx';
import { deskSourceFields } from './citing/cite-fields-desk.ts';
import { copyGrounds, type SourceCopy } from './copies-store.ts';
import type { DeskSource } from './desk-store.ts';
import type { Citing } from './public-store.ts';
import { SourceFields } from './source-fields-desk.tsx';

const path = '/desk/sources';

export interface SourcePageData {
  source: DeskSource;
  copies: readonly SourceCopy[];
  citing: readonly Citing[];
  files: readonly { sha256: string; name: string }[];
  editables: readonly Editable[];
  typed: Typed | undefined;
  errors: readonly FieldError[];
  /** What somebody saved of it while the form was open. */
  conflict: Child;
}

/** What is said of a source as the fields of its form have it. */
export function valuesOf({ archiveUrl, kind, title, publisher, url, date, language }: DeskSource): Values {
  return { kind, title, publisher, url, date, language, archive_url: archiveUrl };
}

/** @returns the page of one source: what is said of it, what cites it, which copies of it are kept. */
export function sourcePage(c: DeskContext, data: SourcePageData): Promise<Response> {
  const { t, member } = c.var;
  const { source, errors } = data;
  const mayEdit =
    may(member, 'record.edit', null) && (!source.inPublic || may(member, 'record.publish', null));
  const values = valuesOf(source);
  // What was opened stays what it is saved over, until its reader has seen what somebody saved meanwhile.
  const base = data.conflict ? String(source.base) : (data.typed?.base ?? String(source.base));
  const typed =
    data.typed ?? Object.fromEntries(deskSourceFields.map(({ name }) => [name, typedOf(values[name])]));
  return deskPage(c, {
    title: source.title,
    named: true,
    label: (
      <>
        {t(`desk.sources.kind.${source.kind}`)} · <bdi dir="ltr">{source.key}</bdi>
      </>
    ),
    at: 'sources',
    crumbs: [{ href: path, text: t('desk.menu.sources') }],
    buttons: source.inPublic ? (
      <a class="button" href={`/${t.lang}/record/sources/${encodeURIComponent(source.key)}`}>
        {t('desk.sources.public')}
      </a>
    ) : null,
    status: data.conflict ? 409 : errors.length > 0 ? 422 : 200,
    body: (
      <>
        <EditingWords t={t} />
        {data.conflict}
        <ErrorSummary t={t} level="h2" errors={summaryOf(t, deskSourceFields, errors)} />
        {source.url ? (
          <p>
            <a href={source.url} target="_blank" rel="noreferrer external">
              <bdi dir="ltr">{source.url}</bdi>
            </a>
          </p>
        ) : null}
        {mayEdit ? (
          <form
            method="post"
            action={`${path}/${source.id}`}
            class="desk-form"
            data-unsaved={`${source.id}:source:${base}:${member.id}`}
            data-unsaved-owed={data.typed?.base === undefined ? undefined : ''}
          >
            <input type="hidden" name="base" value={base} />
            {source.inPublic ? <p class="hint">{t('desk.sources.at_once')}</p> : null}
            <SourceFields
              t={t}
              typed={typed}
              errors={errors}
              seen={data.typed ? data.typed.seen === 'yes' : source.seen}
            />
          </form>
        ) : null}
        <Copies c={c} data={data} />
        <WhereCited c={c} data={data} />
      </>
    ),
  });
}

function Copies({
  c,
  data: { source, copies, files, typed = {}, errors },
}: {
  c: DeskContext;
  data: SourcePageData;
}) {
  const { t, member } = c.var;
  const error = (name: string) => {
    const found = errors.find(({ field }) => field === name);
    return found ? t(found.key, found.values) : undefined;
  };
  const mayPublish = may(member, 'record.publish', null);
  return (
    <section class="desk-part">
      <h2>{t('desk.sources.copies')}</h2>
      <p class="hint">{t('desk.sources.copies.hint')}</p>
      <ul>
        {copies.map((copy) => {
          const day = parsePartialDate(copy.accessedOn);
          return (
            <li>
              <a href={`/desk/files/${copy.sha256}`}>
                <bdi>{copy.name}</bdi>
              </a>{' '}
              <span class="label">
                {day ? t('record.source.accessed', { date: formatDate(t.lang, day) }) : ''} ·{' '}
                {t(`record.source.ground.${copy.ground}`)} <bdi>{copy.licence}</bdi> ·{' '}
                {t(copy.shown ? 'desk.sources.copy.shown' : 'desk.sources.copy.kept')}
              </span>
              <code dir="ltr">{copy.sha256}</code>
              {mayPublish ? (
                <form method="post" action={`${path}/${source.id}/copies/${copy.id}/drop`}>
                  <button type="submit" class="plain" aria-label={`${t('desk.order.remove')}: ${copy.name}`}>
                    {t('desk.order.remove')}
                  </button>
                </form>
              ) : null}
            </li>
          );
        })}
      </ul>
      {may(member, 'record.edit', null) ? (
        <form method="post" action={`${path}/${source.id}/copies`} class="desk-form">
          <FileField
            t={t}
            name="file"
            label={t('desk.sources.copy.file')}
            error={error('file')}
            value={(typed.file ?? '').replace(/^\\x/, '')}
            files={files}
          />
          <Field
            t={t}
            name="accessed_on"
            label={t('desk.sources.copy.day')}
            hint={t('desk.sources.copy.day.hint')}
            error={error('accessed_on')}
            value={typed.accessed_on}
            dir="ltr"
            maxlength={10}
          />
          <Select
            t={t}
            name="ground"
            label={t('desk.sources.copy.ground')}
            error={error('ground')}
            value={typed.ground}
            empty={t('desk.field.choose')}
            options={copyGrounds.map((value) => ({ value, text: t(`record.source.ground.${value}`) }))}
          />
          <Field
            t={t}
            name="licence"
            label={t('desk.sources.copy.licence')}
            error={error('licence')}
            value={typed.licence}
            optional
            dir="auto"
            maxlength={300}
          />
          {mayPublish ? (
            <Check
              t={t}
              name="shown"
              label={t('desk.sources.copy.show')}
              hint={t('desk.sources.copy.show.hint')}
              error={error('shown')}
              checked={typed.shown === 'yes'}
              optional
            />
          ) : null}
          <button type="submit">{t('desk.sources.copy.keep')}</button>
        </form>
      ) : null}
    </section>
  );
}

function WhereCited({ c, data: { source, citing, editables } }: { c: DeskContext; data: SourcePageData }) {
  const { t } = c.var;
  return (
    <section class="desk-part">
      <h2>
        {t('desk.sources.cited')} ({source.cited})
      </h2>
      {citing.length === 0 ? <p>{t('desk.sources.cited.none')}</p> : null}
      <ul>
        {citing.map(({ id, kind, title, titleLang, page, isPublic }) => {
          const editable = editables.find((one) => one.kind === kind);
          const name = <bdi lang={titleLang}>{title || t(`desk.kind.${kind}`)}</bdi>;
          return (
            <li>
              {editable ? <a href={`${editable.path}/${id}`}>{name}</a> : name}{' '}
              <span class="label">
                {t(`desk.kind.${kind}`)} · {t(isPublic ? 'desk.list.public' : 'desk.list.draft')}
                {page ? ' · ' : ''}
                <bdi>{page}</bdi>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
