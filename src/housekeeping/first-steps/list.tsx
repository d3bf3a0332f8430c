import type { Translator } from '../../foundation/i18n/translate.ts';
import { type Done, nextStep, steps } from './model.ts';

/** The steps with what is done of them; the next one is a link. */
export function Steps({ t, done }: { t: Translator; done: Done }) {
  const next = nextStep(done);
  return (
    <ol class="steps-list">
      {steps.map(({ step }) => (
        <li data-done={done[step] ? '' : undefined} aria-current={step === next ? 'step' : undefined}>
          <span class="vh">{t(done[step] ? 'desk.steps.done' : 'desk.steps.open_still')}</span>
          <a href={`/desk/first-steps#${step}`}>{t(`desk.step.${step}`)}</a>
        </li>
      ))}
    </ol>
  );
}
