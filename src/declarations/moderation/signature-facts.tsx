import { formatAgo } from '../../foundation/i18n/ago.ts';
import { countryName } from '../../foundation/i18n/countries.ts';
import { formatInstant } from '../../foundation/i18n/dates.ts';
import { languageNames } from '../../foundation/i18n/lang.ts';
import { DescriptionList } from '../../ui/components/description-list.tsx';
import { Rich } from '../../ui/components/rich.tsx';
import type { Merged, WaitingMail } from './history-store.ts';
import type { QueueRow } from './queue-store.ts';
import type { RowFrame } from './rows.tsx';
import { knownOf } from './words.ts';

/** What is known of a signature: who, from where, how it came, which mails about it wait. */
export function Facts({
  row,
  frame,
  merges,
  mails,
}: {
  row: QueueRow;
  frame: RowFrame;
  merges: readonly Merged[];
  mails: readonly WaitingMail[];
}) {
  const { t, now } = frame;
  const known = knownOf(t, row);
  const wording = `/${t.lang}/campaigns/${row.campaignSlug}/declaration/wordings/${row.wordingSha256}`;
  return (
    <DescriptionList
      facts={[
        { term: t('desk.queue.fact.kind'), value: t(`desk.queue.kind.${row.kind}`) },
        {
          term: t('desk.queue.fact.name_ar'),
          value: row.organisationNameAr ? <bdi lang="ar">{row.organisationNameAr}</bdi> : null,
        },
        { term: t('desk.queue.filter.country'), value: countryName(t.lang, row.country) },
        {
          term: t('desk.queue.fact.website'),
          value: row.website ? (
            <a href={row.website} rel="noreferrer noopener external" target="_blank">
              <bdi lang="en">{row.website}</bdi>
            </a>
          ) : null,
        },
        {
          term: t('desk.queue.known'),
          value:
            known.length > 0 ? (
              <ul class="known">
                {known.map(({ text, warns }) => (
                  <li class={warns ? 'flag' : undefined}>{text}</li>
                ))}
              </ul>
            ) : null,
        },
        {
          term: t('desk.queue.signed'),
          value: `${formatInstant(t.lang, row.createdAt)} (${formatAgo(t.lang, row.createdAt, now)})`,
        },
        {
          term: t('desk.queue.fact.wording'),
          value: (
            <a href={wording}>
              <Rich text={t('desk.queue.fact.wording_in', { lang: languageNames[row.lang] })} />
            </a>
          ),
        },
        { term: t('desk.queue.fact.shown'), value: t(`desk.queue.publicity.${row.publicity}`) },
        {
          term: t('desk.queue.fact.merged'),
          value:
            merges.length > 0 ? (
              <ul class="known">
                {merges.map(({ id, name, kept }) => (
                  <li>
                    {t(kept ? 'desk.queue.merged.here' : 'desk.queue.merged.there')}{' '}
                    <a href={`/desk/signatures/${id}`}>
                      <bdi>{name ?? t('desk.queue.person')}</bdi>
                    </a>
                  </li>
                ))}
              </ul>
            ) : null,
        },
        {
          term: t('desk.queue.fact.mails'),
          value:
            mails.length > 0 ? (
              <ul class="known">
                {mails.map((mail) => (
                  <li class={mail.failed ? 'flag' : undefined}>{mailWords(frame, mail)}</li>
                ))}
              </ul>
            ) : null,
        },
      ]}
    />
  );
}

const mailKinds = ['confirm', 'known', 'listed', 'rejected', 'new-version'] as const;

function mailWords({ t, now }: RowFrame, { kind, dueAt, failed }: WaitingMail): string {
  const known = mailKinds.find((one) => one === kind) ?? 'known';
  const what = t(`desk.queue.mails.${known}`);
  if (failed) return t('desk.queue.mails.failed', { what });
  const minutes = dueAt ? Math.max(0, Math.ceil((dueAt.getTime() - now.getTime()) / 60_000)) : 0;
  return t('desk.queue.mails.waits', { what, n: minutes });
}
