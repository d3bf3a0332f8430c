import type { Translator } from '../../foundation/i18n/translate.ts';
import { dated } from '../dated.ts';
import type { Step } from './model.ts';

/** How an organisation was verified, in words: no mark that says more than they do. Says so where nothing was. */
export function StepWords({ t, steps }: { t: Translator; steps: readonly Step[] }) {
  if (steps.length === 0) return <>{t('register.step.none')}</>;
  return (
    <>
      {steps.map((step, index) => (
        <>
          {index > 0 ? ' · ' : null}
          <StepWord t={t} step={step} />
        </>
      ))}
    </>
  );
}

/** One step, in words. */
export function StepWord({ t, step }: { t: Translator; step: Pick<Step, 'kind' | 'seenOn' | 'member'> }) {
  switch (step.kind) {
    case 'letter':
      return <>{t('register.step.letter', { date: step.seenOn ? dated(t, step.seenOn) : '' })}</>;
    case 'member':
      return (
        <>
          {t('register.step.member')} <bdi>{step.member}</bdi>
        </>
      );
    default:
      return <>{t(`register.step.${step.kind}`)}</>;
  }
}
