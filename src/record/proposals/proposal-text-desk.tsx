import type { Translator } from '../../foundation/i18n/translate.ts';
import type { Proposal } from './store.ts';

/** What a visitor wrote, as text, and the addresses that they named: nothing of it is fetched here, and nobody knows who they are. */
export function ProposalText({
  t,
  proposal,
}: {
  t: Translator;
  proposal: Pick<Proposal, 'payload' | 'lang' | 'wants'>;
}) {
  const { text, urls = [] } = proposal.payload;
  if (text === undefined) return <p>{t('desk.proposals.erased')}</p>;
  return (
    <>
      <blockquote class="words" lang={proposal.lang} dir="auto">
        {text}
      </blockquote>
      {proposal.wants === 'response' ? <p>{t('desk.proposals.unproven')}</p> : null}
      {urls.length === 0 ? (
        <p class="hint">{t('desk.proposals.no_source')}</p>
      ) : (
        <ul>
          {urls.map((url) => (
            <li>
              <a href={url} target="_blank" rel="noreferrer external nofollow">
                <bdi dir="ltr">{url}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
