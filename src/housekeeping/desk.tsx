import type { Desk } from '../desk/desk.ts';
import { deskPage } from '../desk/page.tsx';
import { formatNumber } from '../foundation/i18n/numbers.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import { version } from '../foundation/version.ts';
import { readSiteSettings } from '../initiative/settings/store.ts';
import { may } from '../staff/model.ts';
import { DescriptionList, type Fact } from '../ui/components/description-list.tsx';
import { diskOf } from './disk.ts';
import { momentOf, sizeOf } from './figures.ts';
import { Steps } from './first-steps/list.tsx';
import { nextStep } from './first-steps/model.ts';
import { readSteps } from './first-steps/store.ts';
import { type Disk, type Warning, warningsOf } from './health-model.ts';
import { type Health, readHealth } from './health-store.ts';
import { type WaitingLine, waitingFor } from './waiting-model.ts';
import { readWaiting } from './waiting-store.ts';

/** The first page of the desk: what waits for this person, and for owners how the site is. */
export function dashboardDesk(desk: Desk): void {
  const { db, settings, now } = desk.site;

  desk.get('/desk', 'desk.open', 'any', async (c) => {
    const { t, member } = c.var;
    const owner = may(member, 'settings.edit', null);
    const [rows, steps, health, disk, set] = await Promise.all([
      readWaiting(db),
      owner ? readSteps(db) : null,
      owner ? readHealth(db) : null,
      owner ? diskOf(settings.dataDir) : null,
      readSiteSettings(db),
    ]);
    const done = steps && { ...steps, factor: member.twoFactors };
    const lines = waitingFor(member, rows);
    return deskPage(c, {
      title: t('desk.menu.home'),
      at: 'home',
      body: (
        <>
          {health ? (
            <Warnings t={t} warnings={warningsOf(settings, { now: now(), disk, ...health })} />
          ) : null}
          {done && nextStep(done) !== null ? (
            <section class="desk-part">
              <h2>{t('desk.steps.title')}</h2>
              <Steps t={t} done={done} />
              <p class="more">
                <a href="/desk/first-steps">{t('desk.steps.open')}</a>
              </p>
            </section>
          ) : null}
          <section class="desk-part">
            <h2>{t('desk.waiting.title')}</h2>
            <Waiting t={t} lines={lines} />
            <p class="label">
              {t('desk.monday.link')} <a href="/desk/account/mail">{t('desk.monday.change')}</a>
            </p>
          </section>
          {health ? (
            <section class="desk-part">
              <h2>{t('desk.site.title')}</h2>
              <DescriptionList facts={siteFacts(t, health, disk, set['time-zone'])} />
            </section>
          ) : null}
        </>
      ),
    });
  });
}

function Waiting({ t, lines }: { t: Translator; lines: readonly WaitingLine[] }) {
  if (lines.length === 0) return <p>{t('desk.waiting.nothing')}</p>;
  return (
    <ul class="waiting">
      {lines.map(({ what, href, n }) => (
        <li>
          <a href={href}>{t(`desk.waiting.${what}`)}</a> <b>{formatNumber(t.lang, n)}</b>
        </li>
      ))}
    </ul>
  );
}

/** Where each warning can be mended: in the desk, or only by whoever runs the server. */
const places: Partial<Record<Warning, string>> = {
  no_backup: '/desk/backups',
  old_backup: '/desk/backups',
  failed_backup: '/desk/backups',
  no_test: '/desk/backups',
  old_test: '/desk/backups',
};

function Warnings({ t, warnings }: { t: Translator; warnings: readonly Warning[] }) {
  if (warnings.length === 0) return null;
  return (
    <div class="notice" data-tone="error">
      <h2>{t('desk.warning.title')}</h2>
      <ul>
        {warnings.map((warning) => (
          <li>
            {t(`desk.warning.${warning}`)}{' '}
            {places[warning] ? <a href={places[warning]}>{t('desk.menu.backups')}</a> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

function siteFacts(t: Translator, health: Health, disk: Disk | null, timeZone: string): Fact[] {
  const when = (at: Date | null) => (at ? momentOf(t, at, timeZone) : t('desk.site.never'));
  return [
    { term: t('desk.site.backup'), value: <a href="/desk/backups">{when(health.lastBackup)}</a> },
    { term: t('desk.site.test'), value: <a href="/desk/backups">{when(health.lastTest)}</a> },
    {
      term: t('desk.site.disk'),
      value: disk && t('desk.site.free', { free: sizeOf(t, disk.freeBytes), all: sizeOf(t, disk.allBytes) }),
    },
    {
      term: t('desk.site.size'),
      value: t('desk.site.sizes', {
        database: sizeOf(t, health.databaseBytes),
        files: sizeOf(t, health.fileBytes),
      }),
    },
    {
      term: t('desk.site.mails'),
      value: <a href="/desk/mails">{formatNumber(t.lang, health.waitingMails + health.keptMails)}</a>,
    },
    { term: t('desk.site.version'), value: <bdi lang="en">{version}</bdi> },
  ];
}
