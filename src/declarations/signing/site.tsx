import { Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { readCampaign } from '../../campaigns/store.ts';
import { hashToken, parseToken } from '../../foundation/crypto/token.ts';
import type { EmailAddress } from '../../foundation/text/email-address.ts';
import { networkOf } from '../../foundation/web/network.ts';
import type { Site } from '../../foundation/web/site.ts';
import { tooManyPage } from '../../ui/errors.tsx';
import { type PageEnv, respond } from '../../ui/respond.tsx';
import { readCount } from '../count/store.ts';
import { signableWording, wordingFor } from '../model.ts';
import { DeclarationPage } from '../page.tsx';
import { listNewestOrganisations } from '../signatories/store.ts';
import { newestShown } from '../site-limits.ts';
import { readDeclaration, readWording } from '../store.ts';
import { confirm, withdraw } from './decide.ts';
import { parseSignForm, type SignErrors } from './form.ts';
import {
  AlreadyPage,
  ConfirmedPage,
  ConfirmPage,
  DeadLinkPage,
  SentPage,
  WithdrawnPage,
  WithdrawPage,
} from './pages.tsx';
import { openContact, sign } from './sign.ts';
import { readToken } from './store.ts';

/**
 * Per network and hour. A meeting hall signs from one address: 300 people and their mistakes fit in; a robot behind one
 * address is slowed. Per address: a person who mistypes, not a robot that wants somebody's box filled.
 */
const signsPerNetwork = 1200;
/** Forms with mistakes are many people's; they cost less than a signature, and must not use up the others' allowance. */
const formsPerNetwork = 6000;
const signsPerMailbox = 10;

/**
 * Signing, confirming, withdrawing. These routes carry no cookie and take any Origin or none: partner sites post to
 * them, old phones send nothing, and the mail is the proof. Nothing here is cached; pages whose address holds a token
 * are sent with `no-referrer`.
 */
export function signingSite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  const network = networkOf(site.settings.trustProxy);
  /**
   * The wording that was read: the present one, or an earlier text of the same version that the page still showed (an
   * erratum keeps the meaning). Null when the meaning has changed since, or the sum is none of ours.
   */
  const wordingRead = async (given: string | null, present: string, version: number, slug: string) => {
    if (given === null || given === present) return present;
    const read = await readWording(site.db, slug, given);
    return read?.state === 'published' && read.versionNumber === version ? read.sha256 : null;
  };
  const declarationPath = '/:lang/campaigns/:campaign/declaration';

  app.post(`${declarationPath}/sign`, async (c) => {
    const { t, lang, origin } = c.var;
    if (!t) return c.notFound();
    const slug = c.req.param('campaign');
    const declaration = await site.memo.get(`declaration ${slug}`, () => readDeclaration(site.db, slug));
    const wording = declaration && signableWording(declaration, lang);
    if (!declaration || !wording) return c.notFound();
    const path = `/${lang}/campaigns/${slug}/declaration`;
    if (!declaration.signingOpen) return c.redirect(`${path}#sign`, 303);
    const from = network(c.env?.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'));
    if (!site.limits.take('form', from, formsPerNetwork)) return tooManyPage(c, t('limit.sign'));

    const body = await readForm(c.req.raw).catch(() => ({}));
    const allowed = { organisations: declaration.allowsOrganisations, persons: declaration.allowsPersons };
    const parsed = parseSignForm(body, allowed);
    const bound = parsed.ok
      ? await wordingRead(parsed.wording, wording.sha256, declaration.versionNumber, slug)
      : null;
    if (!parsed.ok || bound === null) {
      const shown = wordingFor(declaration, lang) ?? wording;
      const [campaign, count, newest] = await Promise.all([
        readCampaign(site.db, slug, lang),
        readCount(site.db, declaration.versionId),
        listNewestOrganisations(site.db, declaration.versionId, newestShown),
      ]);
      // The text changed under the reader: what they agreed to is not what stands now, so they are asked again.
      const errors: SignErrors = parsed.ok ? { consent: 'sign.error.changed' } : parsed.errors;
      const typed = parsed.ok ? { ...parsed.typed, consent: '' } : parsed.typed;
      return respond(c, {
        title: shown.title,
        description: shown.preamble,
        path: null,
        tags: null,
        status: 400,
        body: (
          <DeclarationPage
            t={t}
            origin={origin}
            campaignName={campaign?.name ?? ''}
            declaration={declaration}
            wording={shown}
            count={count}
            newest={newest}
            typed={typed}
            errors={errors}
          />
        ),
      });
    }
    if (!site.limits.take('sign', from, signsPerNetwork)) return tooManyPage(c, t('limit.sign'));
    // Beyond the limit of a mailbox the answer stays the same: nobody learns that it was used.
    if (withinMailboxLimits(site, from, parsed.address)) {
      await sign(site.db, site.keys, {
        versionId: declaration.versionId,
        wordingSha256: bound,
        lang,
        data: parsed.data,
        address: parsed.address,
        honeypot: parsed.honeypot,
        elapsedMs: parsed.elapsedMs,
      });
    }
    return c.redirect(`${path}/sent`, 303);
  });

  app.get(`${declarationPath}/sent`, (c) =>
    message(c, <SentPage t={c.var.t} base={base(c)} />, 'sign.sent.title'),
  );

  app.get(`${declarationPath}/confirm/:token`, async (c) => {
    const token = parseToken(c.req.param('token'));
    const use = token && (await readToken(site.db, hashToken(token), 'confirm'));
    if (!c.var.t) return c.notFound();
    if (!use)
      return message(
        c,
        <DeadLinkPage t={c.var.t} base={base(c)} why="unknown" />,
        'confirm.unknown.title',
        410,
      );
    if (use.used || use.signature.state !== 'pending') {
      return message(
        c,
        <AlreadyPage t={c.var.t} base={base(c)} withdrawn={use.signature.state === 'withdrawn'} />,
        'confirm.already.title',
      );
    }
    if (use.expired)
      return message(
        c,
        <DeadLinkPage t={c.var.t} base={base(c)} why="expired" />,
        'confirm.expired.title',
        410,
      );
    const contact = openContact(site.keys, use.signature);
    return message(
      c,
      <ConfirmPage t={c.var.t} signature={use.signature} contact={contact} action={c.req.path} />,
      'confirm.title',
    );
  });

  app.post(`${declarationPath}/confirm/:token`, async (c) => {
    const token = parseToken(c.req.param('token'));
    if (!c.var.t) return c.notFound();
    const { shown } = await readForm(c.req.raw).catch(() => ({ shown: '' }));
    const done = token
      ? await confirm(site.db, site.keys, token, String(shown ?? ''))
      : { outcome: 'unknown' as const };
    switch (done.outcome) {
      case 'changed': {
        const contact = openContact(site.keys, done.signature);
        return message(
          c,
          <ConfirmPage
            t={c.var.t}
            signature={done.signature}
            contact={contact}
            action={c.req.path}
            changed
          />,
          'confirm.title',
        );
      }
      case 'confirmed':
        return message(
          c,
          <ConfirmedPage t={c.var.t} base={base(c)} signature={done.signature} becomes={done.becomes} />,
          'confirm.done.title',
        );
      case 'already':
        return message(
          c,
          <AlreadyPage t={c.var.t} base={base(c)} withdrawn={done.signature.state === 'withdrawn'} />,
          'confirm.already.title',
        );
      default:
        return message(
          c,
          <DeadLinkPage t={c.var.t} base={base(c)} why={done.outcome} />,
          `confirm.${done.outcome}.title`,
          410,
        );
    }
  });

  app.get(`${declarationPath}/withdraw/:token`, async (c) => {
    const token = parseToken(c.req.param('token'));
    const use = token && (await readToken(site.db, hashToken(token), 'withdraw'));
    if (!c.var.t) return c.notFound();
    if (!use)
      return message(
        c,
        <DeadLinkPage t={c.var.t} base={base(c)} why="unknown" />,
        'confirm.unknown.title',
        410,
      );
    if (use.signature.state === 'withdrawn')
      return message(c, <WithdrawnPage t={c.var.t} base={base(c)} />, 'withdraw.done.title');
    return message(
      c,
      <WithdrawPage t={c.var.t} signature={use.signature} action={c.req.path} />,
      'withdraw.title',
    );
  });

  app.post(`${declarationPath}/withdraw/:token`, async (c) => {
    const token = parseToken(c.req.param('token'));
    if (!c.var.t) return c.notFound();
    const done = token ? await withdraw(site.db, token) : { outcome: 'unknown' as const };
    if (done.outcome === 'unknown')
      return message(
        c,
        <DeadLinkPage t={c.var.t} base={base(c)} why="unknown" />,
        'confirm.unknown.title',
        410,
      );
    return message(c, <WithdrawnPage t={c.var.t} base={base(c)} />, 'withdraw.done.title');
  });

  return app;
}

type Context = import('hono').Context<PageEnv>;

/**
 * Whether this network may still have a mail sent to this mailbox in this hour. Counted per network, so that a stranger
 * cannot use up its owner's allowance; and for addresses with a plus part over all networks, for of those anyone can
 * make any number to one mailbox.
 */
function withinMailboxLimits(site: Site, from: string, address: EmailAddress): boolean {
  const mailbox = address.canonical.replace(/\+[^@]*@/, '@');
  if (address.typed.includes('+') && !site.limits.take('sign-plus', mailbox, signsPerMailbox)) return false;
  return site.limits.take('sign-mailbox', `${from} ${mailbox}`, signsPerMailbox);
}

/** A form's fields, the last of a name; a form in the usual encoding is read without the weight of a multipart parser. */
async function readForm(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(await request.text()));
  return Object.fromEntries(await request.formData());
}

/** The declaration's address in the language of the page. */
function base(c: Context): string {
  return `/${c.var.lang}/campaigns/${c.req.param('campaign')}/declaration`;
}

/** A page that is one message, for nobody's cache and nobody's referrer. */
function message(
  c: Context,
  body: Child,
  title: import('../../foundation/i18n/translate.ts').MessageKey,
  status: 200 | 410 = 200,
) {
  if (!c.var.t) return c.notFound();
  return respond(c, {
    title: c.var.t(title),
    description: '',
    path: null,
    tags: null,
    status,
    secret: true,
    body,
  });
}
