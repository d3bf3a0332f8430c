import type { Id } from '../../../foundation/database/id.ts';
import { formatDate } from '../../../foundation/i18n/dates.ts';
import { FallbackText } from '../../../ui/components/fallback-text.tsx';
import { FootnoteRefs } from '../../../ui/components/sources.tsx';
import type { CompanyPage } from './model.ts';
import type { Teller } from './teller.ts';

/** What the company answered to a statement: beside it, and as large. */
export function Answers({ teller, page, about }: { teller: Teller; page: CompanyPage; about: Id }) {
  const { t, footnotes } = teller;
  return (
    <>
      {page.responses
        .filter((answer) => answer.about === about)
        .map((answer) => (
          <blockquote class="response" id={`response-${answer.id}`}>
            <p class="label">
              {t('standing.answer')}, {answer.date ? formatDate(t.lang, answer.date) : t('date.unknown')}
            </p>
            <FallbackText t={t} as="p" said={{ text: answer.text, lang: answer.lang }}>
              <FootnoteRefs t={t} numbers={footnotes(answer.id)} />
            </FallbackText>
          </blockquote>
        ))}
    </>
  );
}
