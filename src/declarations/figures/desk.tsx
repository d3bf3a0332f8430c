import type { Desk } from '../../desk/desk.ts';
import type { DeskContext } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import { deskPage } from '../../desk/page.tsx';
import type { Id } from '../../foundation/database/id.ts';
import { dayIn } from '../../foundation/i18n/dates.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { cleanLine } from '../../foundation/text/plain.ts';
import type { Site } from '../../foundation/web/site.ts';
import { readFrame } from '../../initiative/store.ts';
import { may } from '../../staff/model.ts';
import { longestVia, readVia } from '../via/model.ts';
import { addVia, listVias } from '../via/store.ts';
import { FiguresPage } from './desk-page.tsx';
import { type LinkErrors, LinksPage, type TypedLink } from './links-desk.tsx';
import type { By, FiguredCampaign, Figures } from './model.ts';
import { listFiguredCampaigns, readFigures } from './store.ts';

const path = '/desk/figures';
const links = `${path}/links`;
/** Sums of a million signatures take a second: whoever looks again within the minute gets the same. */
const keptMs = 60_000;
const longestName = 120;

/** Figures of the signatures, and the campaign links by which they are told apart. */
export function figuresDesk(desk: Desk): void {
  const { site } = desk;
  const kept = new Map<Id, { at: number; figures: Promise<Figures> }>();
  const figuresOf = (declarationId: Id): Promise<Figures> => {
    const now = site.now().getTime();
    const known = kept.get(declarationId);
    if (known && now - known.at < keptMs) return known.figures;
    const figures = readFigures(site.db, declarationId);
    kept.set(declarationId, { at: now, figures });
    figures.catch(() => kept.delete(declarationId));
    return figures;
  };

  desk.get(path, 'figures.read', 'any', async (c) => {
    const { t } = c.var;
    const { campaigns, chosen } = await campaignsOf(c, site);
    const by: By = c.req.query('by') === 'week' ? 'week' : 'day';
    const [figures, vias] = chosen
      ? await Promise.all([figuresOf(chosen.declarationId), listVias(site.db, chosen.id)])
      : [null, []];
    return deskPage(c, {
      title: t('desk.figures.title'),
      label: chosen ? <bdi>{chosen.name}</bdi> : undefined,
      at: 'figures',
      buttons: chosen ? (
        <>
          <a class="button" href={`${links}?campaign=${chosen.slug}`}>
            {t('desk.links.title')}
          </a>
          {may(c.var.member, 'signature.export', chosen.id) ? (
            <a class="button" href="/desk/signatures/export">
              {t('desk.export.title')}
            </a>
          ) : null}
        </>
      ) : undefined,
      body: (
        <FiguresPage
          t={t}
          path={path}
          campaigns={campaigns}
          chosen={chosen}
          figures={figures}
          vias={vias}
          by={by}
          today={dayIn(site.now(), 'Asia/Baghdad')}
        />
      ),
    });
  });

  desk.get(links, 'figures.read', 'any', async (c) => linksPage(c, site));

  desk.post(
    links,
    'campaign.edit',
    async (c) => (await campaignsOf(c, site)).chosen?.id ?? 'absent',
    async (c) => {
      const { chosen } = await campaignsOf(c, site);
      const form = await c.req.parseBody();
      const typed: TypedLink = { name: String(form.name ?? ''), slug: String(form.slug ?? '').trim() };
      const name = cleanLine(typed.name, longestName);
      const slug = readVia(typed.slug.toLowerCase());
      const errors: LinkErrors = {
        ...(!name.ok || name.text === '' ? { name: 'desk.links.error.name' as const } : {}),
        ...(slug === null ? { slug: 'desk.links.error.slug' as const } : {}),
      };
      if (!chosen || !name.ok || slug === null || Object.keys(errors).length > 0)
        return linksPage(c, site, typed, errors);
      const made = await addVia(site.db, {
        campaignId: chosen.id,
        slug,
        name: name.text,
        madeBy: `staff:${c.var.member.id}`,
      });
      if (!made) return linksPage(c, site, typed, { slug: 'desk.links.error.taken' });
      c.set('audited', { thingId: chosen.id, subject: `via:${slug}` });
      return c.redirect(doneAt(`${links}?campaign=${chosen.slug}`, 'saved'), 303);
    },
  );
}

/** The campaigns that have figures, and the one that the address names: the first without a name. */
async function campaignsOf(
  c: DeskContext,
  site: Site,
): Promise<{ campaigns: FiguredCampaign[]; chosen: FiguredCampaign | null }> {
  const campaigns = await listFiguredCampaigns(site.db, c.var.lang);
  const slug = c.req.query('campaign');
  const chosen = slug === undefined ? campaigns[0] : campaigns.find((campaign) => campaign.slug === slug);
  return { campaigns, chosen: chosen ?? null };
}

async function linksPage(
  c: DeskContext,
  site: Site,
  typed?: TypedLink,
  errors: LinkErrors = {},
): Promise<Response> {
  const { t, lang, member } = c.var;
  const { chosen } = await campaignsOf(c, site);
  const [vias, frame] = await Promise.all([
    chosen ? listVias(site.db, chosen.id) : [],
    readFrame(site.db, lang),
  ]);
  const title: MessageKey = 'desk.links.title';
  return deskPage(c, {
    title: t(title),
    label: t('desk.links.stand'),
    at: 'figures',
    crumbs: [{ href: path, text: t('desk.figures.title') }],
    status: typed ? 422 : 200,
    body: (
      <LinksPage
        t={t}
        action={chosen ? `${links}?campaign=${chosen.slug}` : null}
        origin={site.settings.publicUrl.origin}
        languages={frame.languages}
        vias={vias}
        mayMake={chosen !== null && may(member, 'campaign.edit', chosen.id)}
        typed={typed ?? { name: '', slug: '' }}
        errors={errors}
        longest={longestVia}
      />
    ),
  });
}
