import { raw } from 'hono/html';
import { renderSVG } from 'uqr';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field } from '../../ui/components/field.tsx';
import { Notice } from '../../ui/components/notice.tsx';
import type { Factors } from '../access/account-store.ts';
import { NewPassword } from '../invitations/entry-fields.tsx';
import { AddPasskey } from './page.tsx';
import { hasSecond } from './rules.ts';

/** Where the guard leads whoever needs two factors and came in with one. */
export function secondFactorPage(
  c: DeskContext,
  factors: Factors,
  passkeysWork: boolean,
  wrong?: string,
): Promise<Response> {
  const { t } = c.var;
  // There is one, but it was not used: whoever has only the password must not make another.
  const used = hasSecond(factors);
  return deskPage(c, {
    title: t('desk.second.title'),
    at: null,
    status: wrong ? 422 : 200,
    body: (
      <>
        {wrong ? <ErrorSummary t={t} level="h2" errors={[{ field: 'current', text: wrong }]} /> : null}
        <p class="lead">{t(used ? 'desk.second.use' : 'desk.second.stand')}</p>
        {used ? (
          <form data-passkey="/desk">
            <button type="button" class="call" data-passkey-button="" hidden>
              {t('desk.sign_in.passkey')}
            </button>
            <p class="error" role="status" data-passkey-failed={t('desk.sign_in.passkey_failed')} />
          </form>
        ) : (
          <>
            {passkeysWork ? (
              <section class="desk-section">
                <h2>{t('desk.account.passkeys')}</h2>
                <p>{t('desk.account.passkeys.stand')}</p>
                <AddPasskey vars={{ t }} to="/desk" />
              </section>
            ) : null}
            <section class="desk-section">
              <h2>{t('desk.account.totp')}</h2>
              <p>{t('desk.account.totp.stand')}</p>
              {factors.password ? (
                <form method="post" action="/desk/account/totp" novalidate>
                  <Field
                    t={t}
                    name="current"
                    type="password"
                    dir="ltr"
                    label={t('desk.account.password.current')}
                    error={wrong}
                    autocomplete="current-password"
                  />
                  <button type="submit" class={passkeysWork ? undefined : 'call'}>
                    {t('desk.account.totp.begin')}
                  </button>
                </form>
              ) : (
                <form method="post" action="/desk/account/password" novalidate>
                  <p>{t('desk.account.totp.password_first')}</p>
                  <NewPassword t={t} />
                  <button type="submit">{t('desk.account.password.button')}</button>
                </form>
              )}
            </section>
          </>
        )}
      </>
    ),
  });
}

/** The code to scan, the same to type, and the field for the first six digits. */
export function totpPage(
  c: DeskContext,
  { uri, wrong = false }: { uri: string; wrong?: boolean },
): Promise<Response> {
  const { t } = c.var;
  const secret =
    uri.startsWith('otpauth://totp/') && URL.canParse(uri) ? new URL(uri).searchParams.get('secret') : null;
  const error = wrong ? t('desk.totp.wrong') : undefined;
  return deskPage(c, {
    title: t('desk.totp.title'),
    at: null,
    status: wrong ? 422 : 200,
    body: (
      <>
        {error ? <ErrorSummary t={t} level="h2" errors={[{ field: 'code', text: error }]} /> : null}
        <p>{t('desk.totp.stand')}</p>
        {secret ? (
          <>
            <div class="desk-qr" role="img" aria-label={t('desk.totp.picture')}>
              {raw(renderSVG(uri, { border: 4 }))}
            </div>
            <p>
              {t('desk.totp.secret')}
              <br />
              <code dir="ltr">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
            </p>
          </>
        ) : null}
        <form method="post" action="/desk/account/totp/confirm" novalidate>
          <input type="hidden" name="uri" value={uri} />
          <Field
            t={t}
            name="code"
            dir="ltr"
            inputmode="numeric"
            label={t('desk.totp.code')}
            error={error}
            autocomplete="one-time-code"
            maxlength={10}
          />
          <button type="submit" class="call">
            {t('desk.totp.button')}
          </button>
        </form>
      </>
    ),
  });
}

/** Recovery codes, shown this once. */
export function codesPage(c: DeskContext, codes: readonly string[]): Promise<Response> {
  const { t } = c.var;
  return deskPage(c, {
    title: t('desk.codes.title'),
    at: null,
    body: (
      <>
        <p>{t('desk.codes.stand')}</p>
        <Notice>
          <ul class="desk-codes">
            {codes.map((code) => (
              <li>
                <code dir="ltr">{code}</code>
              </li>
            ))}
          </ul>
        </Notice>
        <p class="more">
          <a class="button call" href="/desk">
            {t('desk.codes.button')}
          </a>
        </p>
      </>
    ),
  });
}
