import type { Child } from 'hono/jsx';
import type { Desk } from '../desk/desk.ts';
import { whereThingIs } from '../desk/editing/context.ts';
import { listCampaignTitles } from '../desk/editing/place-store.ts';
import { idIn } from '../desk/ids.ts';
import { deskMessage } from '../desk/message.tsx';
import type { DeskContext, Where } from '../desk/model.ts';
import { deskPage } from '../desk/page.tsx';
import type { Id } from '../foundation/database/id.ts';
import { may } from '../staff/model.ts';
import { campaignEditable } from './desk-fields.ts';

/** Where routes about a part of a campaign act: in that campaign. */
export function inCampaign(desk: Desk): Where {
  return whereThingIs(desk.site.db, campaignEditable);
}

/** A campaign whose part is shown, to somebody who may change it or not. */
export interface PartPlace {
  id: Id;
  slug: string;
  title: string;
  /** The address of the part. */
  here: string;
  may: boolean;
}

/** What a page of a part adds to the frame that all have. */
export interface PartBody {
  body: Child;
  status?: 200 | 422;
}

/**
 * A page about a part of the campaign in the address: its frame, with the way to the other parts.
 * @param part the part's place in `campaignEditable.parts`.
 */
export async function partPage(
  c: DeskContext,
  desk: Desk,
  part: string,
  show: (place: PartPlace) => Promise<PartBody>,
): Promise<Response> {
  const { t, member, lang } = c.var;
  const id = idIn(c);
  const campaign = (await listCampaignTitles(desk.site.db, lang)).find((one) => one.id === id);
  const parts = campaignEditable.parts ?? [];
  const current = parts.find(({ path }) => path === part);
  if (!campaign || !current) return deskMessage(c, 404, 'missing');
  const above = `${campaignEditable.path}/${campaign.id}`;
  const place = {
    ...campaign,
    here: `${above}/${part}`,
    may: may(member, campaignEditable.edit, campaign.id),
  };
  const { body, status } = await show(place);
  return deskPage(c, {
    title: t(current.label),
    label: <bdi>{campaign.title}</bdi>,
    at: 'campaigns',
    crumbs: [
      { href: campaignEditable.path, text: t('desk.menu.campaigns') },
      { href: above, text: campaign.title },
    ],
    buttons: (
      <a class="button" href={`${above}/preview`} target="_blank" rel="noopener">
        {t('desk.edit.preview')}
      </a>
    ),
    status: status ?? 200,
    body: (
      <>
        <nav class="desk-parts" aria-label={t('desk.edit.parts')}>
          <ul>
            <li>
              <a href={above}>{t('desk.campaign.texts')}</a>
            </li>
            {parts.map(({ path, label }) => (
              <li>
                <a href={`${above}/${path}`} aria-current={path === part ? 'page' : undefined}>
                  {t(label)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {body}
      </>
    ),
  });
}
