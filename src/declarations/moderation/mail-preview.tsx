import { dirOf, languageNames } from '../../foundation/i18n/lang.ts';
import { type Translator, translator } from '../../foundation/i18n/translate.ts';
import type { MailPart } from '../../foundation/mail/layout.tsx';
import type { Site } from '../../foundation/web/site.ts';
import { readSiteSettings } from '../../initiative/settings/store.ts';
import { Rich } from '../../ui/components/rich.tsx';
import { composeMail } from '../signing/mail.ts';
import { readMailFacts } from '../signing/mail-store.ts';
import { isReasonCode, reasonCodes } from './model.ts';
import type { QueueRow } from './queue-store.ts';
import { toldTo } from './reason.tsx';

/** The mail about a rejection, as it will go out to the signatories of one language. */
export interface Preview {
  lang: QueueRow['lang'];
  subject: string;
  parts: readonly MailPart[];
}

/** What stands where something comes that is not known before the mail leaves: a link of its own, a reason not chosen. */
const later = '…';

/**
 * @param typed the reason as far as it is given.
 * @returns the mail in each language of the signatures, with the first of that language for an example; none where nobody is told.
 */
export async function previewsOf(
  site: Site,
  rows: readonly QueueRow[],
  typed: (name: string) => string | undefined,
): Promise<Preview[]> {
  if (typed('silent') === 'yes') return [];
  const code = typed('code');
  const own = typed('text')?.trim() || null;
  const { mails: texts, retention } = await readSiteSettings(site.db);
  const examples = rows.filter(({ lang }, at) => rows.findIndex((row) => row.lang === lang) === at);
  const previews = await Promise.all(
    examples.map(async ({ id, lang }) => {
      const facts = await readMailFacts(site.db, id);
      if (facts === null) return [];
      const reason = toldTo(lang, { code: isReasonCode(code) ? code : 'other', own, silent: false }) ?? later;
      const { origin } = site.settings.publicUrl;
      const context = { ...facts, kind: 'rejected' as const, reason, origin, texts };
      const mail = composeMail(
        { ...context, confirmDays: retention.confirmDays },
        { confirm: null, withdraw: later },
      );
      return [{ lang, ...mail }];
    }),
  );
  return previews.flat();
}

/** The mails before they leave. A script keeps the reason in them as it is being written. */
export function MailPreviews({ t, previews }: { t: Translator; previews: readonly Preview[] }) {
  return (
    <>
      {previews.map(({ lang, subject, parts }) => (
        <section class="mail-preview">
          <h2>
            <Rich text={t('desk.queue.mail_preview', { lang: languageNames[lang] })} />
          </h2>
          <div lang={lang} dir={dirOf(lang)}>
            <p>
              <b>
                <bdi>{subject}</bdi>
              </b>
            </p>
            {parts.map((part) =>
              'link' in part ? (
                <p>
                  <bdi dir="ltr">{part.link}</bdi>
                </p>
              ) : 'quote' in part ? (
                <blockquote dir="auto" data-reason="" {...readyTexts(lang)}>
                  {part.quote}
                </blockquote>
              ) : (
                <p>
                  <bdi>{part.text}</bdi>
                </p>
              ),
            )}
          </div>
        </section>
      ))}
    </>
  );
}

/** The ready text of each reason, for the script. */
function readyTexts(lang: QueueRow['lang']): Record<string, string> {
  const ready = reasonCodes.flatMap((code) =>
    code === 'other' ? [] : [[`data-${code}`, translator(lang)(`signature.reason.${code}`)]],
  );
  return Object.fromEntries(ready);
}
