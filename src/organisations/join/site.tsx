import { type Context, Hono } from 'hono';
import { hashToken, parseToken } from '../../foundation/crypto/token.ts';
import { networkOf } from '../../foundation/web/network.ts';
import type { Site } from '../../foundation/web/site.ts';
import { Message } from '../../ui/components/message.tsx';
import { tooManyPage } from '../../ui/errors.tsx';
import { type PageEnv, respond } from '../../ui/respond.tsx';
import { listMembers } from '../members-store.ts';
import { apply, confirmJoin, openJoinContact, type Pressed, vouch } from './apply.ts';
import { type JoinErrors, type JoinTyped, parseJoin, vouchersNeeded } from './model.ts';
import { ConfirmJoinPage, JoinPage, VouchPage } from './pages.tsx';
import { readApplication, readJoinToken } from './store.ts';

/** Per network and hour, and per mailbox: an application is written once, by hand. */
const applicationsPerNetwork = 20;
const applicationsPerMailbox = 3;

/**
 * Joining the initiative, for those outside: the form, and what the mailed links lead to. No account, no cookie, no
 * Origin asked for: the mail is the proof, and only a button's POST changes anything.
 */
export function joinSite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  const network = networkOf(site.settings.trustProxy);
  const path = '/:lang/organisations/join';

  app.get(path, (c) => formPage(c, site, {}, {}));
  app.post(path, async (c) => {
    const { t, lang } = c.var;
    if (!t) return c.notFound();
    const members = await listMembers(site.db, lang);
    if (members.length < vouchersNeeded) return formPage(c, site, {}, {});
    const form: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
    const parsed = parseJoin(form, members);
    if (!parsed.ok) return formPage(c, site, parsed.typed, parsed.errors);
    const from = network(c.env?.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'));
    if (!site.limits.take('join', from, applicationsPerNetwork)) return tooManyPage(c);
    // A robot and a mailbox that had enough get the same answer: nobody learns anything of it.
    const mailbox = parsed.address.canonical.replace(/\+[^@]*@/, '@');
    if (!parsed.trapped && site.limits.take('join-mailbox', mailbox, applicationsPerMailbox))
      await apply(site.db, site.keys, { ...parsed.data, lang }, parsed.contact, parsed.address);
    return c.redirect(`/${lang}/organisations/join/sent`, 303);
  });
  app.get(`${path}/sent`, (c) => said(c, 'sent'));

  app.get(`${path}/confirm/:token`, (c) => confirmPage(c, site, false));
  app.post(`${path}/confirm/:token`, async (c) => {
    const token = parseToken(c.req.param('token'));
    const form: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
    const done = token ? await confirmJoin(site.db, site.keys, token, String(form.shown ?? '')) : 'unknown';
    return done === 'changed' ? confirmPage(c, site, true) : outcome(c, done, 'confirmed');
  });

  app.get(`${path}/vouch/:token`, async (c) => {
    const { t } = c.var;
    if (!t) return c.notFound();
    const token = parseToken(c.req.param('token'));
    const use = token && (await readJoinToken(site.db, hashToken(token)));
    if (!use?.vouchId) return said(c, 'unknown', 410);
    const application = await readApplication(site.db, use.applicationId, t.lang);
    if (!application) return said(c, 'unknown', 410);
    if (use.used || application.state !== 'confirmed') return said(c, 'already');
    if (use.expired) return said(c, 'expired', 410);
    const contact = openJoinContact(site.keys, application);
    return secret(
      c,
      t('join.vouch.title'),
      <VouchPage t={t} application={application} contact={contact} action={c.req.path} />,
    );
  });
  app.post(`${path}/vouch/:token`, async (c) => {
    const token = parseToken(c.req.param('token'));
    const form: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
    const answer = form.answer === 'vouches' || form.answer === 'declines' ? form.answer : null;
    if (answer === null) return c.redirect(c.req.path, 303);
    return outcome(c, token ? await vouch(site.db, token, answer) : 'unknown', 'answered');
  });
  return app;
}

type JoinContext = Context<PageEnv>;

async function formPage(c: JoinContext, site: Site, typed: JoinTyped, errors: JoinErrors) {
  const { t, lang } = c.var;
  if (!t) return c.notFound();
  const members = await listMembers(site.db, lang);
  const wrong = Object.keys(errors).length > 0;
  return respond(c, {
    title: t('join.title'),
    description: t('join.stand'),
    path: wrong ? null : '/organisations/join',
    tags: wrong ? null : ['organisation'],
    status: wrong ? 400 : 200,
    body: <JoinPage t={t} members={members} typed={typed} errors={errors} />,
  });
}

async function confirmPage(c: JoinContext, site: Site, changed: boolean) {
  const { t } = c.var;
  if (!t) return c.notFound();
  const token = parseToken(c.req.param('token') ?? '');
  const use = token && (await readJoinToken(site.db, hashToken(token)));
  if (!use || use.vouchId !== null) return said(c, 'unknown', 410);
  const application = await readApplication(site.db, use.applicationId, t.lang);
  if (!application) return said(c, 'unknown', 410);
  if (application.state !== 'pending') return said(c, 'already');
  if (use.expired) return said(c, 'expired', 410);
  const contact = openJoinContact(site.keys, application);
  return secret(
    c,
    t('join.confirm.title'),
    <ConfirmJoinPage
      t={t}
      application={application}
      contact={contact}
      action={c.req.path}
      changed={changed}
    />,
  );
}

function outcome(c: JoinContext, done: Pressed, good: 'confirmed' | 'answered') {
  if (done === 'done') return said(c, good);
  if (done === 'already' || done === 'changed') return said(c, 'already');
  return said(c, done, 410);
}

type Said = 'sent' | 'confirmed' | 'answered' | 'already' | 'expired' | 'unknown';

function said(c: JoinContext, what: Said, status: 200 | 410 = 200) {
  const { t } = c.var;
  if (!t) return c.notFound();
  const body = (
    <Message title={t(`join.${what}.title`)} stand={t(`join.${what}.stand`)}>
      <p class="buttons">
        <a class="button" href={`/${t.lang}/organisations`}>
          {t('frame.organisations')}
        </a>
      </p>
    </Message>
  );
  return secret(c, t(`join.${what}.title`), body, status);
}

/** A page whose address holds a token, or that is one message: for nobody's cache and nobody's referrer. */
function secret(
  c: JoinContext,
  title: string,
  body: Parameters<typeof respond>[1]['body'],
  status: 200 | 410 = 200,
) {
  return respond(c, { title, description: '', path: null, tags: null, status, secret: true, body });
}
