import type { Desk } from '../desk/desk.ts';
import type { DeskContext } from '../desk/model.ts';
import { doneAt } from '../desk/notices.ts';
import { deskPage } from '../desk/page.tsx';
import { listOfferedPictures, noteFileUse, readPictures } from '../files/store.ts';
import { Select } from '../ui/components/field.tsx';
import { parseColour, refusalOf, standardColour } from './settings/colour-model.ts';
import { parseRetention, typedIn } from './settings/form.ts';
import { isTimeZone, type SiteSettings } from './settings/model.ts';
import { ColourForm, LogoForm, RetentionForm } from './settings/page.tsx';
import { readSiteSettings, saveSetting } from './settings/store.ts';
import { listForSettings } from './settings-store.ts';

const here = '/desk/settings';
/** Of the newest pictures. */
const logosOffered = 40;
/** A logo is as high as two lines; twice that for fine screens. */
const logoWidth = 320;

/** What was posted and refused: shown again as typed. */
interface Refused {
  colour?: { id: string; typed: string; error: string };
  retention?: ReturnType<typeof parseRetention>;
  timeZone?: string;
}

/** Settings of the site: colours, how long data is kept, the time zone; the words of mails have pages of their own. */
export function settingsDesk(desk: Desk): void {
  const { db } = desk.site;

  const page = async (c: DeskContext, refused: Refused = {}) => {
    const { t } = c.var;
    const [set, campaigns, pictures] = await Promise.all([
      readSiteSettings(db),
      listForSettings(db, t.lang),
      listOfferedPictures(db, t.lang, { q: '', limit: logosOffered }),
    ]);
    const zone = refused.timeZone ?? set['time-zone'];
    return deskPage(c, {
      title: t('desk.menu.settings'),
      label: t('desk.settings.stand'),
      at: 'settings',
      ...(Object.keys(refused).length > 0 && { status: 422 as const }),
      body: (
        <>
          <ul class="waiting">
            <li>
              <a href={`${here}/mails`}>{t('desk.settings.mails')}</a>
            </li>
            <li>
              <a href="/desk/initiative">{t('desk.settings.initiative')}</a>
            </li>
            <li>
              <a href="/desk/mails">{t('desk.settings.mail_state')}</a>
            </li>
          </ul>
          <section class="desk-part">
            <h2>{t('desk.settings.logo')}</h2>
            <LogoForm t={t} logo={set.logo} pictures={pictures} />
          </section>
          {campaigns.map((campaign) => (
            <section class="desk-part">
              <h2>
                {t('desk.settings.colour')} <bdi>{campaign.name}</bdi>
              </h2>
              <ColourForm
                t={t}
                campaignId={campaign.id}
                value={set.colours[campaign.id] ?? standardColour}
                refused={refused.colour?.id === campaign.id ? refused.colour : null}
              />
            </section>
          ))}
          <section class="desk-part">
            <h2>{t('desk.settings.retention')}</h2>
            <RetentionForm t={t} days={set.retention} refused={refused.retention ?? null} />
          </section>
          <section class="desk-part">
            <h2>{t('desk.settings.zone')}</h2>
            <form method="post" action={`${here}/time-zone`}>
              <Select
                t={t}
                name="zone"
                label={t('desk.settings.zone.label')}
                hint={t('desk.settings.zone.hint')}
                value={zone}
                error={refused.timeZone === undefined ? undefined : t('desk.settings.zone.error')}
                options={Intl.supportedValuesOf('timeZone').map((name) => ({ value: name, text: name }))}
              />
              <p class="buttons">
                <button type="submit">{t('desk.save')}</button>
              </p>
            </form>
          </section>
        </>
      ),
    });
  };
  const save = async <Key extends 'colours' | 'retention' | 'time-zone'>(
    c: DeskContext,
    key: Key,
    value: SiteSettings[Key],
  ) => {
    await saveSetting(db, `staff:${c.var.member.id}`, key, value);
    c.set('audited', { subject: `setting:${key}` });
    return c.redirect(doneAt(here, 'saved'), 303);
  };

  desk.get(here, 'settings.edit', null, (c) => page(c));

  desk.post(`${here}/colour`, 'settings.edit', null, async (c) => {
    const { t } = c.var;
    const form = await c.req.parseBody();
    const campaigns = await listForSettings(db, t.lang);
    const campaign = campaigns.find(({ id }) => id === typedIn(form, 'campaign'));
    if (!campaign) return page(c, { colour: { id: '', typed: '', error: '' } });
    const typed = typedIn(form, 'own') || typedIn(form, 'colour');
    const colour = parseColour(typed);
    const refuse = (error: string) => page(c, { colour: { id: campaign.id, typed, error } });
    if (colour === null) return refuse(t('desk.settings.colour.ill_formed'));
    const refusal = refusalOf(colour);
    if (refusal)
      return refuse(
        t(`desk.settings.colour.${refusal.on}`, { ratio: (Math.floor(refusal.ratio * 10) / 10).toFixed(1) }),
      );
    const { [campaign.id]: _, ...others } = (await readSiteSettings(db)).colours;
    return save(c, 'colours', colour === standardColour ? others : { ...others, [campaign.id]: colour });
  });

  desk.post(`${here}/logo`, 'settings.edit', null, async (c) => {
    const sha256 = typedIn(await c.req.parseBody(), 'logo');
    const picture = (await readPictures(db, [sha256])).get(sha256);
    const forms = (picture?.variants ?? [])
      .filter(({ format }) => format === 'webp')
      .toSorted((a, b) => a.width - b.width);
    const shown = forms.find(({ width }) => width >= logoWidth) ?? forms.at(-1);
    const height =
      picture && shown ? Math.max(1, Math.round((shown.width * picture.height) / picture.width)) : 0;
    const logo = picture && shown ? { sha256, shown: shown.sha256, width: shown.width, height } : null;
    await saveSetting(db, `staff:${c.var.member.id}`, 'logo', logo, (tx, initiativeId) =>
      noteFileUse(tx, initiativeId, 'logo', [logo && sha256]),
    );
    c.set('audited', { subject: 'setting:logo' });
    return c.redirect(doneAt(here, 'saved'), 303);
  });

  desk.post(`${here}/retention`, 'settings.edit', null, async (c) => {
    const parsed = parseRetention(await c.req.parseBody());
    return parsed.wrong.length > 0 ? page(c, { retention: parsed }) : save(c, 'retention', parsed.days);
  });

  desk.post(`${here}/time-zone`, 'settings.edit', null, async (c) => {
    const zone = typedIn(await c.req.parseBody(), 'zone');
    return isTimeZone(zone) ? save(c, 'time-zone', zone) : page(c, { timeZone: zone });
  });
}
