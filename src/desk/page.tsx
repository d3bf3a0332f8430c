import type { Child } from 'hono/jsx';
import type { Lang } from '../foundation/i18n/lang.ts';
import { formatNumber } from '../foundation/i18n/numbers.ts';
import { may } from '../staff/model.ts';
import { DeskDocument } from './document.tsx';
import { type MenuKey, menu } from './menu.ts';
import type { DeskContext, DeskEnv } from './model.ts';
import { noticeOf } from './notices.ts';

/** A page of the desk, as a slice makes it. */
export interface DeskView {
  title: string;
  /** Whether the title is a name or a text that somebody gave: it is isolated, and says its language where that is known. */
  named?: boolean | Lang;
  /** A line below the title. */
  label?: Child;
  /** Which entry of the menu is current. */
  at: MenuKey | null;
  /** From the list down to the page above this one. */
  crumbs?: readonly { href: string; text: string; lang?: string | undefined }[];
  /** Links and small forms beside the title. */
  buttons?: Child;
  body: Child;
  status?: 200 | 400 | 409 | 422;
}

/** @returns the page in the frame of the desk: bar, menu of what this person may, main text. */
export async function deskPage(c: DeskContext, view: DeskView): Promise<Response> {
  const { t, assets } = c.var;
  const notice = noticeOf(c.req.query('done'));
  // Who has just done something sees that it waits no more.
  const waiting = await c.var.waiting(c.var.member, notice !== null);
  const html = (
    <DeskDocument t={t} title={view.title} assets={assets}>
      <DeskBar vars={c.var} />
      <div class="wrap desk-frame">
        <DeskMenu vars={c.var} at={view.at} waiting={waiting} />
        <main id="main">
          <DeskCrumbs vars={c.var} crumbs={view.crumbs ?? []} here={view.title} />
          {notice ? (
            <p class="notice" role="status" data-tone="done">
              {t(notice)}
            </p>
          ) : null}
          <div class="desk-head">
            <div>
              <h1>
                {view.named ? (
                  <bdi lang={view.named === true ? undefined : view.named}>{view.title}</bdi>
                ) : (
                  view.title
                )}
              </h1>
              {view.label ? <p class="label">{view.label}</p> : null}
            </div>
            {view.buttons ? <div class="buttons">{view.buttons}</div> : null}
          </div>
          {view.body}
        </main>
      </div>
    </DeskDocument>
  );
  return c.html(`<!DOCTYPE html>${await html}`, view.status ?? 200);
}

interface Vars {
  vars: DeskEnv['Variables'];
}

function DeskBar({ vars: { t, member } }: Vars) {
  return (
    <header class="desk-bar">
      <div class="wrap">
        <a class="brand" href="/desk">
          {t('desk.title')}
        </a>
        <a href={`/${t.lang}`}>{t('desk.to_site')}</a>
        <a href="/desk/account">
          <bdi>{member.name}</bdi>
        </a>
        <form method="post" action="/desk/sign-out" data-signs-out={t('desk.editing.sign_out_unsaved')}>
          <button type="submit" class="plain">
            {t('desk.sign_out')}
          </button>
        </form>
      </div>
    </header>
  );
}

function DeskMenu({
  vars: { t, member },
  at,
  waiting,
}: Vars & { at: MenuKey | null; waiting: Partial<Record<MenuKey, number>> }) {
  return (
    <nav class="desk-menu" aria-label={t('desk.title')}>
      {menu.map(({ title, entries }) => {
        const open = entries.filter(({ action }) => may(member, action, 'any'));
        return open.length === 0 ? null : (
          <>
            <p class="group">{t(title)}</p>
            <ul>
              {open.map(({ key, href }) => (
                <li>
                  <a href={href} aria-current={key === at ? 'page' : undefined}>
                    {t(`desk.menu.${key}`)}
                    {waiting[key] ? <span>{formatNumber(t.lang, waiting[key])}</span> : null}
                  </a>
                </li>
              ))}
            </ul>
          </>
        );
      })}
    </nav>
  );
}

function DeskCrumbs({
  vars: { t },
  crumbs,
  here,
}: Vars & { crumbs: NonNullable<DeskView['crumbs']>; here: string }) {
  if (crumbs.length === 0) return null;
  return (
    <nav class="crumbs" aria-label={t('frame.here')}>
      <ol>
        {crumbs.map(({ href, text, lang }) => (
          <li>
            <a href={href} lang={lang}>
              <bdi>{text}</bdi>
            </a>
          </li>
        ))}
        <li>
          <span aria-current="page">
            <bdi>{here}</bdi>
          </span>
        </li>
      </ol>
    </nav>
  );
}
