import { getAuthenticatorName } from '@better-auth/passkey';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { formatInstant, formatMoment } from '../../foundation/i18n/dates.ts';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field } from '../../ui/components/field.tsx';
import type { Factors, PasskeyRow, SessionRow } from '../access/account-store.ts';
import { shortestPassword } from '../access/password.ts';
import { longestName } from '../access/terms.ts';
import { LangChoice } from '../invitations/entry-fields.tsx';
import { canDoWithout } from './rules.ts';

/** What was wrong: `field` is the control it is about. */
export interface AccountFault {
  field: 'name' | 'current' | 'password' | 'totp' | 'passkeys' | 'codes';
  text: string;
}

interface AccountView {
  factors: Factors;
  passkeys: readonly PasskeyRow[];
  sessions: readonly SessionRow[];
  passkeysWork: boolean;
  fault?: AccountFault | undefined;
}

type Vars = DeskContext['var'];

/** A person's own account. */
export function accountPage(c: DeskContext, view: AccountView): Promise<Response> {
  const { t, member } = c.var;
  const { fault } = view;
  return deskPage(c, {
    title: t('desk.account.title'),
    label: <bdi>{member.email}</bdi>,
    at: null,
    status: fault ? 422 : 200,
    body: (
      <>
        {fault ? <ErrorSummary t={t} level="h2" errors={[fault]} /> : null}
        <section class="desk-section">
          <h2>{t('desk.account.person')}</h2>
          <form method="post" action="/desk/account" novalidate>
            <Field
              t={t}
              name="name"
              dir="auto"
              label={t('desk.field.name')}
              hint={t('desk.field.name.hint')}
              value={member.name}
              error={errorOf(fault, 'name')}
              autocomplete="name"
              maxlength={longestName}
            />
            <LangChoice t={t} value={member.lang} />
            <button type="submit">{t('desk.save')}</button>
          </form>
        </section>
        <Passkeys vars={c.var} view={view} />
        <Password vars={c.var} view={view} />
        <Totp vars={c.var} view={view} />
        <Sessions vars={c.var} sessions={view.sessions} />
      </>
    ),
  });
}

interface PartProps {
  vars: Vars;
  view: AccountView;
}

function errorOf(fault: AccountFault | undefined, field: AccountFault['field']): string | undefined {
  return fault?.field === field ? fault.text : undefined;
}

function Passkeys({ vars: { t, member }, view: { passkeys, factors, passkeysWork: work } }: PartProps) {
  return (
    <section class="desk-section" id="passkeys">
      <h2>{t('desk.account.passkeys')}</h2>
      <p>{t('desk.account.passkeys.stand')}</p>
      {passkeys.length > 0 ? (
        <ul class="desk-rows">
          {passkeys.map(({ id, name, aaguid, createdAt }) => (
            <li>
              <form method="post" action={`/desk/account/passkeys/${id}`} class="desk-inline">
                <label class="vh" for={`passkey-${id}`}>
                  {t('desk.account.passkeys.name')}
                </label>
                <input
                  id={`passkey-${id}`}
                  name="name"
                  dir="auto"
                  maxlength={longestName}
                  value={name ?? getAuthenticatorName(aaguid) ?? t('desk.account.passkeys.unnamed')}
                />
                <button type="submit">{t('desk.account.passkeys.rename')}</button>
              </form>
              <p class="label">{t('desk.account.since', { day: formatInstant(t.lang, createdAt) })}</p>
              {canDoWithout(member, factors, 'passkey') ? (
                <form method="post" action={`/desk/account/passkeys/${id}/remove`}>
                  <button type="submit" class="plain">
                    {t('desk.remove')}
                  </button>
                </form>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {work ? (
        <AddPasskey vars={{ t }} to="/desk/account" />
      ) : (
        <p class="hint">{t('desk.account.passkeys.no')}</p>
      )}
    </section>
  );
}

/** A button that the browser script brings to life; without script it says why it is not there. */
export function AddPasskey({ vars: { t }, to }: { vars: Pick<Vars, 't'>; to: string }) {
  return (
    <div data-passkey-add={to}>
      <noscript>
        <p class="hint">{t('desk.account.passkeys.script')}</p>
      </noscript>
      <button type="button" data-passkey-button="" hidden>
        {t('desk.account.passkeys.add')}
      </button>
      <p class="error" role="status" data-passkey-failed={t('desk.account.passkeys.failed')} />
    </div>
  );
}

function Password({ vars: { t }, view: { factors, fault } }: PartProps) {
  return (
    <section class="desk-section">
      <h2>{t('desk.field.password')}</h2>
      {factors.password ? null : <p>{t('desk.account.password.none')}</p>}
      <form method="post" action="/desk/account/password" novalidate>
        {factors.password ? (
          <Field
            t={t}
            name="current"
            type="password"
            dir="ltr"
            label={t('desk.account.password.current')}
            error={errorOf(fault, 'current')}
            autocomplete="current-password"
          />
        ) : null}
        <Field
          t={t}
          name="password"
          type="password"
          dir="ltr"
          label={t('desk.field.new_password')}
          hint={t('desk.field.new_password.hint', { n: shortestPassword })}
          error={errorOf(fault, 'password')}
          autocomplete="new-password"
        />
        <button type="submit">{t('desk.account.password.button')}</button>
      </form>
    </section>
  );
}

function Totp({ vars: { t, member }, view: { factors } }: PartProps) {
  return (
    <section class="desk-section" id="totp">
      <h2>{t('desk.account.totp')}</h2>
      <p>{t(factors.totp ? 'desk.account.totp.on' : 'desk.account.totp.stand')}</p>
      {factors.totp ? (
        <>
          <form method="post" action="/desk/account/codes" class="desk-inline" id="codes">
            <label for="codes-password">{t('desk.account.password.current')}</label>
            <input
              id="codes-password"
              name="current"
              type="password"
              dir="ltr"
              autocomplete="current-password"
            />
            <button type="submit">{t('desk.account.codes.new')}</button>
          </form>
          {canDoWithout(member, factors, 'totp') ? (
            <form method="post" action="/desk/account/totp/remove">
              <button type="submit" class="plain">
                {t('desk.account.totp.remove')}
              </button>
            </form>
          ) : null}
        </>
      ) : factors.password ? (
        <form method="post" action="/desk/account/totp" class="desk-inline">
          <label for="totp-password">{t('desk.account.password.current')}</label>
          <input
            id="totp-password"
            name="current"
            type="password"
            dir="ltr"
            autocomplete="current-password"
          />
          <button type="submit">{t('desk.account.totp.begin')}</button>
        </form>
      ) : (
        <p class="hint">{t('desk.account.totp.password_first')}</p>
      )}
    </section>
  );
}

function Sessions({ vars: { t, member }, sessions }: { vars: Vars; sessions: readonly SessionRow[] }) {
  return (
    <section class="desk-section">
      <h2>{t('desk.account.sessions')}</h2>
      <ul class="desk-rows">
        {sessions.map(({ id, device, createdAt, usedAt }) => (
          <li>
            <p>
              <bdi>{device || t('desk.device.unknown')}</bdi>
              {id === member.sessionId ? <b> · {t('desk.account.sessions.this')}</b> : null}
            </p>
            <p class="label">
              {t('desk.account.sessions.times', {
                opened: formatMoment(t.lang, createdAt),
                used: formatMoment(t.lang, usedAt),
              })}
            </p>
            {id === member.sessionId ? null : (
              <form method="post" action={`/desk/account/sessions/${id}/end`}>
                <button type="submit" class="plain">
                  {t('desk.account.sessions.end')}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <form method="post" action="/desk/account/sessions/end-others">
          <button type="submit">{t('desk.account.sessions.end_others')}</button>
        </form>
      ) : null}
    </section>
  );
}
