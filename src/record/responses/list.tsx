import { formatDate } from '../../foundation/i18n/dates.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { FallbackMark } from '../../ui/components/fallback-text.tsx';
import { dirOfText, langAttribute } from '../../ui/components/said.ts';
import { FootnoteRefs } from '../../ui/components/sources.tsx';
import type { CompanyResponse } from './model.ts';

export interface ResponseListProps {
  t: Translator;
  responses: readonly CompanyResponse[];
  /** The numbers of the sources of an answer, on this page. */
  footnotes(id: CompanyResponse['id']): readonly number[];
}

/** What companies answered, right beside the statement that they answer. Nothing where there is no answer. */
export function ResponseList({ t, responses, footnotes }: ResponseListProps) {
  return (
    <>
      {responses.map(({ id, company, date, lang, text }) => (
        <blockquote class="response" id={`response-${id}`}>
          <p class="label">
            {t('record.response.of')}{' '}
            <a href={`/${t.lang}/record/companies/${company.slug}`}>
              <bdi lang={langAttribute(company.nameLang, t.lang)}>{company.name}</bdi>
            </a>
            {date ? ` · ${formatDate(t.lang, date)}` : null} <FallbackMark t={t} lang={lang} />
          </p>
          <p lang={langAttribute(lang, t.lang)} dir={lang === t.lang ? undefined : dirOfText(lang)}>
            {text} <FootnoteRefs t={t} numbers={footnotes(id)} />
          </p>
        </blockquote>
      ))}
    </>
  );
}
