import type { BackupRun } from '../../backup/run-store.ts';
import type { MessageKey, Translator } from '../../foundation/i18n/translate.ts';
import { Check, Choices } from '../../ui/components/choice.tsx';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field, FieldError, wiring } from '../../ui/components/field.tsx';
import { Save } from '../../ui/components/save.tsx';
import { momentOf, sizeOf } from '../figures.ts';
import type { PlanErrors, TypedPlan } from './form.ts';

interface ListProps {
  t: Translator;
  kept: readonly BackupRun[];
  timeZone: string;
}

/** The backups whose files are there: each to be downloaded or deleted. */
export function BackupList({ t, kept, timeZone }: ListProps) {
  if (kept.length === 0) return <p>{t('desk.backups.none')}</p>;
  return (
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">{t('desk.backups.made')}</th>
          <th scope="col">{t('desk.backups.size')}</th>
          <th scope="col">{t('desk.backups.closed')}</th>
          <th scope="col">
            <span class="vh">{t('desk.backups.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {kept.map(({ name, begunAt, askedAt, bytes, closure, sha256, lost }) => (
          <tr>
            <th scope="row">
              {momentOf(t, begunAt ?? askedAt, timeZone)}
              <span class="label sum">
                <bdi lang="en">SHA-256 {sha256?.slice(0, 16)}…</bdi>
              </span>
              {lost ? <span class="error">{t('desk.backups.lost', { n: lost })}</span> : null}
            </th>
            <td>{sizeOf(t, bytes ?? 0)}</td>
            <td>{closure ? t(`desk.backups.lock.${closure}.short`) : null}</td>
            <td>
              <div class="buttons">
                <form method="post" action={`/desk/backups/${name}/download`}>
                  <button type="submit">{t('desk.backups.download')}</button>
                </form>
                <details class="sure">
                  <summary>{t('desk.backups.delete')}</summary>
                  <form method="post" action={`/desk/backups/${name}/delete`}>
                    <button type="submit">{t('desk.backups.delete_sure')}</button>
                  </form>
                </details>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The reasons that the desk has words for; others say where to look. */
const reasons: Readonly<Record<string, MessageKey>> = {
  'disk-full': 'desk.backups.reason.disk_full',
  'file-unwritable': 'desk.backups.reason.unwritable',
  'folder-unwritable': 'desk.backups.reason.unwritable',
  'database-unreachable': 'desk.backups.reason.database',
  'no-lock': 'desk.backups.reason.no_lock',
  'passphrase-missing': 'desk.backups.reason.passphrase',
  'passphrase-unreadable': 'desk.backups.reason.passphrase',
  'passphrase-short': 'desk.backups.reason.passphrase',
  'file-missing': 'desk.backups.reason.missing',
  'nothing-to-test': 'desk.backups.none',
  'backup-damaged': 'desk.backups.reason.damaged',
  'test-differs': 'desk.backups.reason.damaged',
  'backup-locked': 'desk.backups.reason.locked',
};

/** What was tried of late, with why it failed. */
export function RunList({
  t,
  runs,
  timeZone,
}: {
  t: Translator;
  runs: readonly BackupRun[];
  timeZone: string;
}) {
  return (
    <ul class="runs">
      {runs.map(({ kind, begunAt, askedAt, outcome, reason }) => (
        <li>
          <span class="label">{momentOf(t, begunAt ?? askedAt, timeZone)}</span>{' '}
          {t(`desk.backups.kind.${kind}`)}{' '}
          <b>{t(`desk.backups.outcome.${outcome ?? (begunAt ? 'running' : 'waiting')}`)}</b>{' '}
          {reason ? t(reasons[reason] ?? 'desk.backups.reason.other') : null}
        </li>
      ))}
    </ul>
  );
}

interface PlanFormProps {
  t: Translator;
  typed: TypedPlan;
  errors: PlanErrors;
  /** Whether the server has a file with a passphrase. */
  hasPassphrase: boolean;
  timeZone: string;
}

/** When backups are made, for how long they are kept, and who can open them. */
export function PlanForm({ t, typed, errors, hasPassphrase, timeZone }: PlanFormProps) {
  const said = (field: keyof TypedPlan) => {
    const key = errors[field];
    return key && t(key);
  };
  const listed = Object.entries(errors).map(([field, key]) => ({ field, text: t(key) }));
  return (
    <form method="post" action="/desk/backups/plan">
      <ErrorSummary t={t} errors={listed} />
      <Check t={t} name="on" label={t('desk.backups.on')} checked={typed.on} optional />
      <Field
        t={t}
        name="at"
        label={t('desk.backups.at')}
        hint={
          <>
            {t('desk.backups.at.hint')} <bdi lang="en">{timeZone}</bdi>
          </>
        }
        value={typed.at}
        error={said('at')}
        dir="ltr"
        maxlength={5}
      />
      <Field
        t={t}
        name="keepDays"
        label={t('desk.backups.keep')}
        hint={t('desk.backups.keep.hint')}
        value={typed.keepDays}
        error={said('keepDays')}
        dir="ltr"
        maxlength={3}
      />
      <Choices
        t={t}
        name="lock"
        label={t('desk.backups.lock')}
        hint={t('desk.backups.lock.hint')}
        value={typed.lock}
        error={said('lock')}
        options={[
          { value: 'recipients', text: t('desk.backups.lock.recipients') },
          {
            value: 'passphrase',
            text: t(hasPassphrase ? 'desk.backups.lock.passphrase' : 'desk.backups.lock.passphrase_unset'),
          },
          { value: 'unencrypted', text: t('desk.backups.lock.unencrypted') },
        ]}
      />
      <div class="field" data-invalid={errors.recipients ? '' : undefined}>
        <label for="recipients">
          {t('desk.backups.recipients')} <span class="optional">({t('form.optional')})</span>
        </label>
        <p class="hint" id="recipients-hint">
          {t('desk.backups.recipients.hint')}
        </p>
        <FieldError t={t} name="recipients" error={said('recipients')} />
        <textarea
          id="recipients"
          name="recipients"
          dir="ltr"
          rows={3}
          {...wiring({
            t,
            name: 'recipients',
            label: '',
            hint: 'x',
            error: said('recipients'),
            optional: true,
          })}
        >
          {typed.recipients}
        </textarea>
      </div>
      <Check
        t={t}
        name="insist"
        label={t('desk.backups.insist')}
        checked={typed.insist}
        error={said('insist')}
        optional
      />
      <Save t={t} />
    </form>
  );
}
