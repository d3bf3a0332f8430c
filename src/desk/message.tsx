import type { Context } from 'hono';
import { DeskDocument } from './document.tsx';
import type { DeskEnv } from './model.ts';

export type DeskMessage =
  | 'missing'
  | 'method'
  | 'refused'
  | 'origin'
  | 'signed_out'
  | 'too_many'
  | 'too_large'
  | 'busy'
  | 'failure'
  | 'expired'
  | 'no_preview'
  | 'does_not_fit'
  | 'ill_formed'
  | 'too_many_tries'
  | 'one_factor'
  | 'stale'
  | 'claim';

type Status = 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 429 | 500 | 503;

/** A page that says what went wrong and what to do; never more of the reason than the person may know. */
export async function deskMessage(c: Context<DeskEnv>, status: Status, what: DeskMessage): Promise<Response> {
  const { t, assets, requestId } = c.var;
  const html = (
    <DeskDocument t={t} title={t(`desk.message.${what}`)} assets={assets}>
      <div class="wrap">
        <main id="main" class="desk-alone">
          <h1>{t(`desk.message.${what}`)}</h1>
          <p class="lead">{t(`desk.message.${what}.stand`)}</p>
          {status >= 500 ? (
            <p class="label">
              {t('error.reference')} <bdi lang="en">{requestId}</bdi>
            </p>
          ) : null}
          <p class="more">
            <a href="/desk">{t('desk.message.home')}</a>
          </p>
        </main>
      </div>
    </DeskDocument>
  );
  if (status === 429) c.header('retry-after', '3600');
  return c.html(`<!DOCTYPE html>${await html}`, status);
}
