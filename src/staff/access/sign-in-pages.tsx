import { alonePage, otherLangOf } from '../../desk/alone.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field } from '../../ui/components/field.tsx';
import { passkeysWork } from './passkeys-work.ts';

interface SignInView {
  /** Where it leads to. */
  to: string;
  /** PUBLIC_URL. */
  origin: URL;
  email?: string;
  wrong?: boolean;
}

/** Address and password; a passkey where the browser has one for us. */
export function signInPage(
  c: DeskContext,
  { to, origin, email, wrong = false }: SignInView,
): Promise<Response> {
  const { t } = c.var;
  const error = wrong ? t('desk.sign_in.wrong') : undefined;
  const query = `?to=${encodeURIComponent(to)}`;
  return alonePage(c, {
    title: t('desk.sign_in.title'),
    status: wrong ? 422 : 200,
    otherLang: `/desk/sign-in${query}&lang=${otherLangOf(c)}`,
    body: (
      <>
        <form
          method="post"
          action={`/desk/sign-in?lang=${t.lang}`}
          novalidate
          data-passkey={passkeysWork(origin) ? to : undefined}
        >
          {error ? <ErrorSummary t={t} level="h2" errors={[{ field: 'email', text: error }]} /> : null}
          <input type="hidden" name="to" value={to} />
          <Field
            t={t}
            name="email"
            type="email"
            dir="ltr"
            label={t('desk.field.email')}
            value={email}
            error={error}
            autocomplete="username webauthn"
          />
          <Field
            t={t}
            name="password"
            type="password"
            dir="ltr"
            label={t('desk.field.password')}
            autocomplete="current-password"
          />
          <p class="buttons">
            <button type="submit" class="call">
              {t('desk.sign_in.button')}
            </button>
            <button type="button" data-passkey-button="" hidden>
              {t('desk.sign_in.passkey')}
            </button>
          </p>
          <p class="error" role="status" data-passkey-failed={t('desk.sign_in.passkey_failed')} />
        </form>
        <p class="hint">{t('desk.sign_in.lost')}</p>
      </>
    ),
  });
}

/** The six digits of an app, or a recovery code. */
export function codePage(
  c: DeskContext,
  { to, wrong = false }: { to: string; wrong?: boolean },
): Promise<Response> {
  const { t } = c.var;
  const error = wrong ? t('desk.sign_in.code.wrong') : undefined;
  return alonePage(c, {
    title: t('desk.sign_in.code.title'),
    status: wrong ? 422 : 200,
    body: (
      <form method="post" action={`/desk/sign-in/code?lang=${t.lang}`} novalidate>
        {error ? <ErrorSummary t={t} level="h2" errors={[{ field: 'code', text: error }]} /> : null}
        <input type="hidden" name="to" value={to} />
        <Field
          t={t}
          name="code"
          dir="ltr"
          label={t('desk.sign_in.code.label')}
          hint={t('desk.sign_in.code.hint')}
          error={error}
          autocomplete="one-time-code"
          maxlength={30}
        />
        <p class="buttons">
          <button type="submit" class="call">
            {t('desk.sign_in.button')}
          </button>
          <a href="/desk/sign-in">{t('desk.sign_in.again')}</a>
        </p>
      </form>
    ),
  });
}

/** So many failed at this address that an unknown browser must be made known first. Says the same of every address. */
export function proofPage(c: DeskContext, email: string): Promise<Response> {
  const { t } = c.var;
  return alonePage(c, {
    title: t('desk.sign_in.proof.title'),
    lead: t('desk.sign_in.proof.stand'),
    status: 429,
    body: (
      <form method="post" action={`/desk/sign-in/device?lang=${t.lang}`}>
        <input type="hidden" name="email" value={email} />
        <button type="submit" class="call">
          {t('desk.sign_in.proof.button')}
        </button>
      </form>
    ),
  });
}

/** The link is on its way, if there is anybody to send it to. */
export function sentPage(c: DeskContext): Promise<Response> {
  const { t } = c.var;
  return alonePage(c, {
    title: t('desk.sign_in.sent.title'),
    lead: t('desk.sign_in.sent.stand'),
    body: <a href="/desk/sign-in">{t('desk.sign_in.button')}</a>,
  });
}

/** Behind the mailed link: only its button acts. */
export function deviceLinkPage(c: DeskContext): Promise<Response> {
  const { t } = c.var;
  return alonePage(c, {
    title: t('desk.sign_in.device.title'),
    lead: t('desk.sign_in.device.stand'),
    body: (
      <form method="post">
        <button type="submit" class="call">
          {t('desk.sign_in.device.button')}
        </button>
      </form>
    ),
  });
}
