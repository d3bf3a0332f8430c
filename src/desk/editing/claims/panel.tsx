import { formatMoment } from '../../../foundation/i18n/dates.ts';
import { actorName } from '../../../staff/actor-model.ts';
import { may } from '../../../staff/model.ts';
import type { DeskContext } from '../../model.ts';
import { actorOf, type Engine } from '../context.ts';
import type { Work } from '../model.ts';
import { type ClaimOnPage, refusalOf } from './claim-store.ts';
import { returnedText } from './returned.ts';

interface PanelProps {
  c: DeskContext;
  engine: Engine;
  work: Work;
  claim: ClaimOnPage;
}

/** How far a claim has been read by somebody else, what keeps it from coming out, and whether its author is still at it. */
export function ClaimPanel({ c, engine, work, claim }: PanelProps) {
  const { t, member } = c.var;
  const { editable } = engine;
  const name = (actor: string) => actorName(t, claim.names, actor);
  const refusal = refusalOf(claim);
  const mayEdit = may(member, editable.edit, work.campaignId);
  return (
    <section class="desk-part" id="claim" tabindex={-1}>
      <h2>{t('desk.claim.title')}</h2>
      {claim.returned ? (
        <div class="notice">
          <p>{returnedText(t, claim.returned, claim.names)}</p>
          <p>
            <bdi>{claim.returned.reason}</bdi>
          </p>
        </div>
      ) : null}
      <p>{readWords(c, claim)}</p>
      {refusal === null ? null : <p class="hint">{t(`desk.claim.error.${refusal}`)}</p>}
      {claim.unread > 0 && may(member, 'record.review', work.campaignId) ? (
        claim.authors.includes(actorOf(c)) ? (
          <p class="hint">{t('desk.claim.own')}</p>
        ) : (
          <p class="more">
            <a href={`/desk/record/review/${work.id}`}>{t('desk.claim.read')}</a>
          </p>
        )
      ) : null}
      {claim.unread > 0 && mayEdit ? (
        <form method="post" action={`${editable.path}/${work.id}/working`}>
          <p>
            {claim.working
              ? t('desk.claim.working', {
                  name: name(claim.working.actor),
                  date: formatMoment(t.lang, claim.working.at),
                })
              : t('desk.claim.queued')}
          </p>
          <button type="submit" name="working" value={claim.working ? 'no' : 'yes'}>
            {t(claim.working ? 'desk.claim.ask' : 'desk.claim.work_on')}
          </button>
        </form>
      ) : null}
    </section>
  );
}

/** Above the form of a claim that was sent back: by whom, and the way to what is to be done. */
export function SentBack({ c, claim }: Pick<PanelProps, 'c' | 'claim'>) {
  if (!claim.returned) return null;
  return (
    <p class="notice">
      <a href="#claim">{returnedText(c.var.t, claim.returned, claim.names)}</a>
    </p>
  );
}

/** Who has read what, in one sentence. */
function readWords(c: DeskContext, { review, revisions, unread, names }: ClaimOnPage): string {
  const { t } = c.var;
  if (review === null) return t('desk.claim.never_read', { n: revisions });
  const date = formatMoment(t.lang, review.at);
  const name = actorName(t, names, review.reviewer);
  const read =
    review.kind === 'starter'
      ? t('desk.claim.came')
      : t('desk.claim.read_by', { name, date, n: review.revisions });
  return unread === 0 ? read : `${read} ${t('desk.claim.unread', { n: unread })}`;
}
