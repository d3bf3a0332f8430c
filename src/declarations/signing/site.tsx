import { Hono } from 'hono';
import { readCampaign } from '../../campaigns/store.ts';
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
import { parseSignForm, type SignErrors } from './form.ts';
import { mailedLinks } from './links.tsx';
import { declarationOf, message } from './message.tsx';
import { SentPage } from './pages.tsx';
import { readForm } from './read-form.ts';
import { sign } from './sign.ts';

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
            via={parsed.via}
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
        via: parsed.via,
      });
    }
    return c.redirect(`${path}/sent`, 303);
  });

  app.get(`${declarationPath}/sent`, (c) =>
    message(c, <SentPage t={c.var.t} base={declarationOf(c)} />, 'sign.sent.title'),
  );

  app.route('/', mailedLinks(site, declarationPath));
  return app;
}

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
