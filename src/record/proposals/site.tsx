import { type Context, Hono } from 'hono';
import { networkOf } from '../../foundation/web/network.ts';
import type { Site } from '../../foundation/web/site.ts';
import { tooManyPage } from '../../ui/errors.tsx';
import { type PageEnv, respond } from '../../ui/respond.tsx';
import { findOpenClaim, type OpenClaim } from '../claims/open-store.ts';
import {
  isReference,
  newReference,
  type ProposalErrors,
  type ProposalTyped,
  parseProposal,
  proposalBounds,
  readAbout,
  roomFor,
} from './model.ts';
import { ProposedPage, ProposePage } from './pages.tsx';
import { propose } from './propose.ts';
import { countWaiting } from './store.ts';

/** So many tries in an hour: a form with errors is sent again. */
const triesFromNetwork = proposalBounds.fromNetwork * 2;

const path = '/:lang/record/propose';

/**
 * Proposals from outside: a form, and what it says after. No account, no cookie, no Origin asked for, no address of a
 * network kept. Nothing of what is sent is public.
 */
export function proposeSite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  const network = networkOf(site.settings.trustProxy);

  app.get(path, async (c) => {
    if (!c.var.t) return c.notFound();
    return form(c, await aboutIn(c, site, c.req.query('about')), {}, {});
  });
  app.post(path, async (c) => {
    const { t, lang } = c.var;
    if (!t) return c.notFound();
    const raw: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
    const from = network(c.env?.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'));
    if (!site.limits.take('propose-look', from, triesFromNetwork)) return tooManyPage(c);
    const about = await aboutIn(c, site, typeof raw.about === 'string' ? raw.about : undefined);
    const parsed = parseProposal(raw);
    if (!parsed.ok) return form(c, about, parsed.typed, parsed.errors);
    // A robot gets the answer of a visitor: it learns nothing of it.
    if (parsed.trapped) return sent(c, newReference());
    const { wants, payload, contact, typed } = parsed;
    const room = roomFor(await countWaiting(site.db, { about: about?.id ?? null, wants }));
    if (room === 0) return form(c, about, typed, { said: 'record.propose.error.full' }, 429);
    const often =
      !site.limits.take('propose', from, proposalBounds.fromNetwork) ||
      !site.limits.take(`propose-${about?.id ?? wants}`, from, room);
    if (often) return form(c, about, typed, { said: 'record.propose.error.often' }, 429);
    return sent(c, await propose(site.db, site.keys, { wants, payload, contact, about, lang }));
  });
  app.get(`${path}/sent`, (c) => {
    const { t } = c.var;
    if (!t) return c.notFound();
    const asked = c.req.query('reference') ?? '';
    return respond(c, {
      title: t('record.propose.sent'),
      description: '',
      path: null,
      tags: null,
      body: <ProposedPage t={t} reference={isReference(asked) ? asked : null} />,
    });
  });
  return app;
}

type ProposeContext = Context<PageEnv>;

function sent(c: ProposeContext, reference: string): Response {
  return c.redirect(`/${c.var.lang}/record/propose/sent?reference=${reference}`, 303);
}

/** The public statement that a form is about; null where it names none. */
async function aboutIn(c: ProposeContext, site: Site, asked: string | undefined): Promise<OpenClaim | null> {
  const about = readAbout(asked);
  return about && findOpenClaim(site.db, about.kind, about.handle, c.var.lang);
}

async function form(
  c: ProposeContext,
  about: OpenClaim | null,
  typed: ProposalTyped,
  errors: ProposalErrors,
  status: 400 | 429 = 400,
): Promise<Response> {
  const { t } = c.var;
  const wrong = Object.keys(errors).length > 0;
  if (wrong && status === 429) c.header('retry-after', '3600');
  const bare = !wrong && about === null;
  return respond(c, {
    title: t('record.propose.title'),
    description: t('record.propose.stand'),
    path: bare ? '/record/propose' : null,
    switchPath: `/record/propose${about ? `?about=${about.kind}/${about.slug ?? about.id}` : ''}`,
    tags: bare ? ['proposal'] : null,
    status: wrong ? status : 200,
    body: <ProposePage t={t} about={about} typed={typed} errors={errors} />,
  });
}
