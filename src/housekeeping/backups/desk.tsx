import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { askRun, listKept, listRuns, noteRemoved } from '../../backup/run-store.ts';
import type { Desk } from '../../desk/desk.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import { deskPage } from '../../desk/page.tsx';
import { readSiteSettings, saveSetting } from '../../initiative/settings/store.ts';
import { DescriptionList } from '../../ui/components/description-list.tsx';
import { momentOf } from '../figures.ts';
import { readHealth } from '../health-store.ts';
import { type PlanErrors, parsePlan, type TypedPlan, typedOf } from './form.ts';
import { BackupList, PlanForm, RunList } from './page.tsx';

const runsShown = 8;
const here = '/desk/backups';

/** Backups: when they are made, what there is, one now, a restore for a test. Owners only; each act is in the audit log. */
export function backupsDesk(desk: Desk): void {
  const { db, settings, now } = desk.site;

  const page = async (c: DeskContext, form: { typed: TypedPlan; errors: PlanErrors } | null) => {
    const { t } = c.var;
    const [set, kept, runs, health] = await Promise.all([
      readSiteSettings(db),
      listKept(db),
      listRuns(db, runsShown),
      readHealth(db),
    ]);
    const timeZone = set['time-zone'];
    const busy = runs.some(({ outcome }) => outcome === null);
    const when = (at: Date | null) => (at ? momentOf(t, at, timeZone) : t('desk.site.never'));
    return deskPage(c, {
      title: t('desk.menu.backups'),
      label: t('desk.backups.stand'),
      at: 'backups',
      ...(form && { status: 422 as const }),
      buttons: (
        <>
          <form method="post" action={`${here}/now`}>
            <button type="submit">{t('desk.backups.now')}</button>
          </form>
          <form method="post" action={`${here}/test`}>
            <button type="submit">{t('desk.backups.test_now')}</button>
          </form>
        </>
      ),
      body: (
        <>
          {busy ? (
            <p class="notice" role="status">
              {t('desk.backups.busy')} <a href={here}>{t('desk.backups.reload')}</a>
            </p>
          ) : null}
          <DescriptionList
            facts={[
              { term: t('desk.site.backup'), value: when(health.lastBackup) },
              { term: t('desk.site.test'), value: when(health.lastTest) },
            ]}
          />
          <section class="desk-part">
            <h2>{t('desk.backups.kept')}</h2>
            <BackupList t={t} kept={kept} timeZone={timeZone} />
          </section>
          {runs.length > 0 ? (
            <section class="desk-part">
              <h2>{t('desk.backups.runs')}</h2>
              <RunList t={t} runs={runs} timeZone={timeZone} />
            </section>
          ) : null}
          <section class="desk-part">
            <h2>{t('desk.backups.plan')}</h2>
            <PlanForm
              t={t}
              typed={form?.typed ?? typedOf(set.backup)}
              errors={form?.errors ?? {}}
              hasPassphrase={settings.backupPassphraseFile !== null}
              timeZone={timeZone}
            />
          </section>
        </>
      ),
    });
  };

  desk.get(here, 'backup.manage', null, (c) => page(c, null));

  desk.post(`${here}/plan`, 'backup.manage', null, async (c) => {
    const { plan, ...form } = parsePlan(await c.req.parseBody(), settings.backupPassphraseFile !== null);
    if (plan === null) return page(c, form);
    await saveSetting(db, `staff:${c.var.member.id}`, 'backup', plan);
    c.set('audited', { subject: 'setting:backup', detail: { lock: plan.lock, at: plan.at, on: plan.on } });
    return c.redirect(doneAt(here, 'saved'), 303);
  });

  desk.post(`${here}/now`, 'backup.manage', null, async (c) => {
    await askRun(db, { kind: 'backup', askedBy: `staff:${c.var.member.id}` });
    return c.redirect(here, 303);
  });

  // What this server cannot open it can only test at birth: then a new one is made, and tested.
  desk.post(`${here}/test`, 'backup.manage', null, async (c) => {
    const askedBy = `staff:${c.var.member.id}`;
    const [newest] = await listKept(db);
    if (newest && newest.closure !== 'recipients')
      await askRun(db, { kind: 'test', askedBy, name: newest.name });
    else await askRun(db, { kind: 'backup', askedBy, thenTest: true });
    return c.redirect(here, 303);
  });

  /** Only a name that a run of ours has is ever a path. */
  const known = async (c: DeskContext) => {
    const name = c.req.param('name');
    return (await listKept(db)).find((run) => run.name === name)?.name ?? null;
  };

  desk.post(`${here}/:name/download`, 'backup.manage', null, async (c) => {
    const name = await known(c);
    const path = name && join(settings.backupDir, name);
    const found = path && (await stat(path).catch(() => null));
    if (!path || !found) return deskMessage(c, 404, 'missing');
    c.set('audited', { subject: `backup:${name}` });
    c.header('content-type', 'application/octet-stream');
    c.header('content-length', String(found.size));
    c.header('content-disposition', `attachment; filename="${name}"`);
    // Node's stream type and the web's differ only in name here.
    return c.body(Readable.toWeb(createReadStream(path)) as ReadableStream);
  });

  desk.post(`${here}/:name/delete`, 'backup.manage', null, async (c) => {
    const name = await known(c);
    if (!name) return deskMessage(c, 404, 'missing');
    await rm(join(settings.backupDir, name), { force: true });
    await noteRemoved(db, name, now());
    c.set('audited', { subject: `backup:${name}` });
    return c.redirect(doneAt(here, 'saved'), 303);
  });
}
