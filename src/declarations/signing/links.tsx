import { Hono } from 'hono';
import { hashToken, parseToken } from '../../foundation/crypto/token.ts';
import type { Site } from '../../foundation/web/site.ts';
import { readSiteSettings } from '../../initiative/settings/store.ts';
import type { PageEnv } from '../../ui/respond.tsx';
import { confirm, withdraw } from './decide.ts';
import { type Context, declarationOf, message } from './message.tsx';
import type { Signature } from './model.ts';
import {
  AlreadyPage,
  ConfirmedPage,
  ConfirmPage,
  DeadLinkPage,
  WithdrawnPage,
  WithdrawPage,
} from './pages.tsx';
import { readForm } from './read-form.ts';
import { openContact, revealed } from './sign.ts';
import { readToken } from './store.ts';

/**
 * What the links in our mails lead to: a page with a button. Following a link changes nothing; only the button's POST
 * confirms or withdraws, for scanners follow links.
 */
export function mailedLinks(site: Site, declarationPath: string): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  const toConfirm = async (c: Context, signature: Signature, changed: boolean) => {
    const contact = openContact(site.keys, signature);
    const { retention } = await site.memo.get('settings', () => readSiteSettings(site.db));
    const page = (
      <ConfirmPage
        t={c.var.t}
        signature={revealed(site.keys, signature)}
        contact={contact}
        action={c.req.path}
        unconfirmedDays={retention.unconfirmedDays}
        changed={changed}
      />
    );
    return message(c, page, 'confirm.title');
  };

  app.get(`${declarationPath}/confirm/:token`, async (c) => {
    const token = parseToken(c.req.param('token'));
    const use = token && (await readToken(site.db, hashToken(token), 'confirm'));
    if (!c.var.t) return c.notFound();
    if (!use) return deadLink(c, 'unknown');
    if (use.used || use.signature.state !== 'pending') return already(c, use.signature);
    if (use.expired) return deadLink(c, 'expired');
    return toConfirm(c, use.signature, false);
  });

  app.post(`${declarationPath}/confirm/:token`, async (c) => {
    const token = parseToken(c.req.param('token'));
    if (!c.var.t) return c.notFound();
    const { shown } = await readForm(c.req.raw).catch(() => ({ shown: '' }));
    const done = token
      ? await confirm(site.db, site.keys, token, String(shown ?? ''))
      : { outcome: 'unknown' as const };
    switch (done.outcome) {
      case 'changed':
        return toConfirm(c, done.signature, true);
      case 'confirmed':
        return message(
          c,
          <ConfirmedPage
            t={c.var.t}
            base={declarationOf(c)}
            signature={done.signature}
            becomes={done.becomes}
          />,
          'confirm.done.title',
        );
      case 'already':
        return already(c, done.signature);
      default:
        return deadLink(c, done.outcome);
    }
  });

  app.get(`${declarationPath}/withdraw/:token`, async (c) => {
    const token = parseToken(c.req.param('token'));
    const use = token && (await readToken(site.db, hashToken(token), 'withdraw'));
    if (!c.var.t) return c.notFound();
    if (!use) return deadLink(c, 'unknown');
    if (use.signature.state === 'withdrawn')
      return message(c, <WithdrawnPage t={c.var.t} base={declarationOf(c)} />, 'withdraw.done.title');
    return message(
      c,
      <WithdrawPage t={c.var.t} signature={use.signature} action={c.req.path} />,
      'withdraw.title',
    );
  });

  app.post(`${declarationPath}/withdraw/:token`, async (c) => {
    const token = parseToken(c.req.param('token'));
    if (!c.var.t) return c.notFound();
    const { quietly } = await readForm(c.req.raw).catch(() => ({ quietly: undefined }));
    const done = token ? await withdraw(site.db, token, quietly === 'yes') : { outcome: 'unknown' as const };
    if (done.outcome === 'unknown') return deadLink(c, 'unknown');
    return message(c, <WithdrawnPage t={c.var.t} base={declarationOf(c)} />, 'withdraw.done.title');
  });

  return app;
}

/** A link that leads nowhere any more. */
function deadLink(c: Context, why: 'unknown' | 'expired') {
  return message(
    c,
    <DeadLinkPage t={c.var.t} base={declarationOf(c)} why={why} />,
    `confirm.${why}.title`,
    410,
  );
}

/** A link that was used, or whose signature went on meanwhile. */
function already(c: Context, signature: Signature) {
  const withdrawn = signature.state === 'withdrawn';
  return message(
    c,
    <AlreadyPage t={c.var.t} base={declarationOf(c)} withdrawn={withdrawn} />,
    'confirm.already.title',
  );
}
