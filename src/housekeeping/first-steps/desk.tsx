import type { Desk } from '../../desk/desk.ts';
import { adopt } from '../../desk/editing/publishing/review-store.ts';
import type { DeskContext } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import { deskPage } from '../../desk/page.tsx';
import { dirOf } from '../../foundation/i18n/lang.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { Notice } from '../../ui/components/notice.tsx';
import { askTrial, readLastTrial, type Trial } from '../trial-store.ts';
import { nextStep, type Step, steps } from './model.ts';
import { readSteps, readToRead, type ToRead } from './store.ts';

/** The check-list of a new site. Each step is done when the data says so. */
export function firstStepsDesk(desk: Desk): void {
  const { db, settings } = desk.site;

  desk.get('/desk/first-steps', 'settings.edit', null, async (c) => {
    const { t, member } = c.var;
    const [seen, trial, name, texts] = await Promise.all([
      readSteps(db),
      readLastTrial(db),
      readToRead(db, 'name', t.lang),
      readToRead(db, 'texts', t.lang),
    ]);
    const done = { ...seen, factor: member.twoFactors };
    const next = nextStep(done);
    const reads: Partial<Record<Step, ToRead | null>> = { name, texts };
    return deskPage(c, {
      title: t('desk.steps.title'),
      label: t('desk.steps.stand'),
      at: 'home',
      crumbs: [{ href: '/desk', text: t('desk.menu.home') }],
      body: (
        <>
          {next === null ? (
            <Notice title={t('desk.steps.all_done')}>
              <p>{t('desk.steps.all_done.stand')}</p>
            </Notice>
          ) : null}
          <ol class="steps-list" data-long="">
            {steps.map(({ step, href }) => (
              <li
                id={step}
                data-done={done[step] ? '' : undefined}
                aria-current={step === next ? 'step' : undefined}
              >
                <h2>
                  <span class="vh">{t(done[step] ? 'desk.steps.done' : 'desk.steps.open_still')}</span>
                  {t(`desk.step.${step}`)}
                </h2>
                <p>{t(`desk.step.${step}.why`)}</p>
                {done[step] ? null : <Read t={t} step={step} read={reads[step] ?? null} />}
                {step === 'mail' ? (
                  <MailTrial t={t} trial={trial} smtp={settings.smtpUrl !== null} to={member.email} />
                ) : null}
                {href && !done[step] ? (
                  <p class="buttons">
                    <a class="button" href={href}>
                      {t(`desk.step.${step}.go`)}
                    </a>
                  </p>
                ) : null}
              </li>
            ))}
          </ol>
        </>
      ),
    });
  });

  desk.post('/desk/first-steps/mail', 'settings.edit', null, async (c) => {
    await askTrial(db, c.var.member.id);
    c.set('audited', { subject: `staff:${c.var.member.id}` });
    return c.redirect('/desk/first-steps#mail', 303);
  });

  const read = (what: 'name' | 'texts') => async (c: DeskContext) => {
    const thing = await readToRead(db, what, c.var.lang);
    if (thing) await adopt(db, thing.id, `staff:${c.var.member.id}`);
    c.set('audited', { thingId: thing?.id ?? null });
    return c.redirect(`${doneAt('/desk/first-steps', 'saved')}#${what}`, 303);
  };
  desk.post('/desk/first-steps/name', 'settings.edit', null, read('name'));
  desk.post('/desk/first-steps/texts', 'settings.edit', null, read('texts'));
}

/** The words that a step asks to be read, and the button that says they were. */
function Read({ t, step, read }: { t: Translator; step: Step; read: ToRead | null }) {
  if (read === null || (step !== 'name' && step !== 'texts')) return null;
  return (
    <form method="post" action={`/desk/first-steps/${step}`}>
      <blockquote lang={read.lang} dir={dirOf(read.lang)}>
        <p>
          <b>{read.name}</b>
        </p>
        {read.text ? <p>{read.text}</p> : null}
      </blockquote>
      <p class="buttons">
        <button type="submit">{t(`desk.step.${step}.read`)}</button>
      </p>
    </form>
  );
}

function MailTrial({
  t,
  trial,
  smtp,
  to,
}: {
  t: Translator;
  trial: Trial | null;
  smtp: boolean;
  to: string;
}) {
  if (!smtp) return <p class="notice">{t('desk.warning.no_smtp')}</p>;
  return (
    <>
      {trial?.outcome === null ? <p role="status">{t('desk.trial.on_its_way')}</p> : null}
      {trial?.outcome === 'sent' ? <p role="status">{t('desk.trial.sent')}</p> : null}
      {trial?.outcome === 'failed' ? (
        <p class="error" role="status">
          {t('desk.trial.failed')} <bdi lang="en">{trial.reason}</bdi>
        </p>
      ) : null}
      <form method="post" action="/desk/first-steps/mail">
        <p class="buttons">
          <button type="submit">{t('desk.trial.button')}</button>
        </p>
        <p class="label">
          {t('desk.trial.to')} <bdi dir="ltr">{to}</bdi>
        </p>
      </form>
    </>
  );
}
