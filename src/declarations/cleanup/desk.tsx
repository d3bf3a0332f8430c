import type { Desk } from '../../desk/desk.ts';
import { idIn } from '../../desk/ids.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import { deskPage } from '../../desk/page.tsx';
import type { Id } from '../../foundation/database/id.ts';
import { dayIn, formatInstant } from '../../foundation/i18n/dates.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { scopesOf } from '../../staff/model.ts';
import { readForm } from '../signing/read-form.ts';
import { mailDomainHash } from '../signing/sign.ts';
import { CleanupForm } from './form-desk.tsx';
import { cleanupForm } from './model.ts';
import { showCleanup } from './show-desk.tsx';
import {
  campaignOfCleanup,
  insertCleanup,
  listCampaignsToClean,
  listCleanups,
  previewCleanup,
  readCleanup,
  steer,
} from './store.ts';

const listed = 100;

/** Clean-ups: written as conditions, looked at before they run, stopped and undone. */
export function cleanupDesk(desk: Desk): void {
  const { site } = desk;
  const campaignAsked = async (c: DeskContext) => {
    const all = await listCampaignsToClean(site.db, 'all', c.var.lang);
    return all.find(({ slug }) => slug === c.req.param('campaign'));
  };
  const ofCampaign = async (c: DeskContext): Promise<Id | 'absent'> =>
    (await campaignAsked(c))?.id ?? 'absent';
  const ofCleanup = async (c: DeskContext) => {
    const id = idIn(c);
    return (id && (await campaignOfCleanup(site.db, id))) ?? 'absent';
  };

  desk.get('/desk/cleanups', 'signature.clean', 'any', (c) => listPage(desk, c));
  desk.get('/desk/cleanups/in/:campaign', 'signature.clean', ofCampaign, async (c) =>
    newPage(c, (await campaignAsked(c))?.name ?? '', {}, {}),
  );
  desk.post('/desk/cleanups/in/:campaign', 'signature.clean', ofCampaign, async (c) => {
    const campaign = await campaignAsked(c);
    if (!campaign) return deskMessage(c, 404, 'missing');
    const typed: Record<string, unknown> = await readForm(c.req.raw).catch(() => ({}));
    const parsed = cleanupForm(dayIn(site.now(), 'Asia/Baghdad')).safeParse({ ...empty, ...typed });
    if (!parsed.success) {
      const wrong = new Set(parsed.error.issues.map(({ path: [field] }) => String(field)));
      return newPage(c, campaign.name, typed, errorsOf(wrong));
    }
    const { conditions, category, reason } = parsed.data;
    if (Object.keys(conditions).length === 0)
      return newPage(c, campaign.name, typed, { domain: 'desk.cleanup.error.none' });
    const madeBy = `staff:${c.var.member.id}`;
    const id = await insertCleanup(site.db, {
      versionId: campaign.versionId,
      conditions,
      category,
      reason,
      madeBy,
    });
    c.set('audited', { subject: `cleanup:${id}` });
    return c.redirect(`/desk/cleanups/${id}`, 303);
  });
  desk.get('/desk/cleanups/:id', 'signature.clean', ofCleanup, async (c) => {
    const id = idIn(c);
    const cleanup = id && (await readCleanup(site.db, id));
    if (!cleanup) return deskMessage(c, 404, 'missing');
    const { domain } = cleanup.conditions;
    const hash = domain ? mailDomainHash(site.keys, { domain, registrableDomain: domain }) : null;
    const preview = cleanup.state === 'draft' ? await previewCleanup(site.db, cleanup, hash) : null;
    return showCleanup(c, cleanup, preview, site.now());
  });
  for (const way of ['run', 'drop', 'stop', 'undo'] as const) {
    desk.post(`/desk/cleanups/:id/${way}`, 'signature.clean', ofCleanup, async (c) => {
      const id = idIn(c);
      c.set('audited', { subject: `cleanup:${id}`, detail: { way } });
      // Where its state does not allow it any more, the page says which it has.
      const done = id !== null && (await steer(site.db, id, way));
      const to = way === 'drop' ? '/desk/cleanups' : `/desk/cleanups/${id}`;
      return c.redirect(done ? doneAt(to, 'saved') : to, 303);
    });
  }
}

const empty = { domain: '', from: '', until: '', seconds: '', burst: '', pattern: '', flag: '', kind: '' };

function errorsOf(wrong: ReadonlySet<string>): Record<string, MessageKey> {
  const said: Record<string, MessageKey> = {
    domain: 'desk.cleanup.error.domain',
    from: 'desk.cleanup.error.day',
    until: 'desk.cleanup.error.day',
    seconds: 'desk.cleanup.error.number',
    burst: 'desk.cleanup.error.number',
    pattern: 'desk.cleanup.error.pattern',
    flag: 'desk.cleanup.error.none',
    kind: 'desk.cleanup.error.none',
    category: 'desk.cleanup.error.category',
    reason: 'desk.cleanup.error.reason',
  };
  return Object.fromEntries(Object.entries(said).filter(([field]) => wrong.has(field)));
}

function newPage(
  c: DeskContext,
  campaign: string,
  typed: Record<string, unknown>,
  errors: Record<string, MessageKey>,
) {
  const { t } = c.var;
  return deskPage(c, {
    title: t('desk.cleanup.new', { campaign }),
    at: 'signatures',
    crumbs: [{ href: '/desk/cleanups', text: t('desk.cleanup.title') }],
    status: Object.keys(errors).length > 0 ? 422 : 200,
    body: <CleanupForm t={t} action={c.req.path} typed={typed} errors={errors} />,
  });
}

async function listPage({ site }: Desk, c: DeskContext) {
  const { t, lang, member } = c.var;
  const scopes = scopesOf(member, 'signature.clean');
  const [cleanups, campaigns] = await Promise.all([
    listCleanups(site.db, scopes, listed),
    listCampaignsToClean(site.db, scopes, lang),
  ]);
  return deskPage(c, {
    title: t('desk.cleanup.title'),
    label: t('desk.cleanup.stand'),
    at: 'signatures',
    buttons: campaigns.map(({ slug, name }) => (
      <a class="button" href={`/desk/cleanups/in/${slug}`}>
        {t('desk.cleanup.new', { campaign: name })}
      </a>
    )),
    body:
      cleanups.length === 0 ? (
        <p class="empty">{t('desk.cleanup.none')}</p>
      ) : (
        <table class="stack">
          <caption class="vh">{t('desk.cleanup.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('desk.cleanup.reason')}</th>
              <th scope="col">{t('desk.cleanup.state')}</th>
              <th scope="col">{t('desk.cleanup.conditions')}</th>
            </tr>
          </thead>
          <tbody>
            {cleanups.map((cleanup) => (
              <tr>
                <th scope="row">
                  <a href={`/desk/cleanups/${cleanup.id}`}>
                    <bdi>{cleanup.reason}</bdi>
                  </a>{' '}
                  <span class="label">
                    {t('desk.cleanup.made', { date: formatInstant(lang, cleanup.madeAt) })}
                  </span>
                </th>
                <td data-label={t('desk.cleanup.state')}>{t(`desk.cleanup.state.${cleanup.state}`)}</td>
                <td data-label={t('desk.cleanup.conditions')}>
                  {t('desk.cleanup.touched', { n: cleanup.touched })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ),
  });
}
