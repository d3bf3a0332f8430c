import type { ClaimState } from '../../desk/editing/claims/claim-store.ts';
import { PublicWhy } from '../../desk/editing/claims/public-why.tsx';
import { actorOf, type Engine } from '../../desk/editing/context.ts';
import type { FieldError, Typed } from '../../desk/editing/form/fields.ts';
import { isCorrection, type Work } from '../../desk/editing/model.ts';
import type { DeskContext } from '../../desk/model.ts';
import { isLang, languageNames } from '../../foundation/i18n/lang.ts';
import { may } from '../../staff/model.ts';
import { TextArea } from '../../ui/components/text-area.tsx';

interface AnswersProps {
  c: DeskContext;
  engine: Engine;
  work: Work;
  state: ClaimState;
  typed: Typed;
  errors: readonly FieldError[];
}

/** What a second reader can answer: approve, approve and publish, send back; or why this person cannot. */
export function ReviewAnswers({ c, engine, work, state, typed, errors }: AnswersProps) {
  const { t, member } = c.var;
  if (!may(member, 'record.review', work.campaignId)) return null;
  if (state.unread === 0) return <p id="claim">{t('desk.claim.error.nothing-new')}</p>;
  if (state.authors.includes(actorOf(c))) return <p id="claim">{t('desk.claim.own')}</p>;
  const waiting = Object.keys(work.drafts).filter(isLang);
  const error = (name: string) => {
    const found = errors.find(({ field }) => field === name);
    return found ? t(found.key, found.values) : undefined;
  };
  const action = `/desk/record/review/${work.id}`;
  const seen = <input type="hidden" name="seen" value={String(state.revisions)} />;
  return (
    <section class="desk-part" id="claim" tabindex={-1}>
      <h2>{t('desk.claims.answer')}</h2>
      {state.cited === 0 ? <p class="hint">{t('desk.claim.error.unsourced')}</p> : null}
      <form method="post" action={action} class="desk-form">
        {seen}
        {may(member, engine.editable.publish, work.campaignId) ? (
          <>
            <fieldset class="field" id="langs" tabindex={-1}>
              <legend>{t('desk.claims.langs')}</legend>
              {waiting.map((lang) => (
                <label class="choice">
                  <input type="checkbox" name="langs" value={lang} checked />
                  <span lang={lang}>{languageNames[lang]}</span>
                </label>
              ))}
            </fieldset>
            <PublicWhy
              t={t}
              correction={isCorrection(engine.editable, work, waiting)}
              value={typed.public_why}
              error={error('public_why')}
            />
          </>
        ) : null}
        <div class="desk-foot">
          <button class="call" type="submit" name="intent" value="approve">
            {t('desk.claims.approve')}
          </button>
          {may(member, engine.editable.publish, work.campaignId) ? (
            <button type="submit" name="intent" value="publish">
              {t('desk.claims.approve_publish')}
            </button>
          ) : null}
        </div>
      </form>
      <form method="post" action={action} class="desk-form">
        {seen}
        <TextArea
          t={t}
          name="reason"
          label={t('desk.claims.return.reason')}
          hint={t('desk.claims.return.hint')}
          value={typed.reason}
          error={error('reason')}
          dir="auto"
          rows={3}
          maxlength={1_000}
        />
        <div class="desk-foot">
          <button type="submit" name="intent" value="return">
            {t('desk.claims.return')}
          </button>
        </div>
      </form>
    </section>
  );
}
