import type { Translator } from '../../../foundation/i18n/translate.ts';
import type { Json } from '../../../ui/components/json-ld.tsx';
import { nameLine } from '../model.ts';
import type { CompanyPage } from './model.ts';

/** @returns the company as schema.org has it: its present name, the others beside it. */
export function companyJsonLd(t: Translator, { company }: CompanyPage, { url }: { url: string }): Json {
  const name = nameLine(company.names)?.current.name ?? company.slug;
  return {
    '@context': 'https://schema.org',
    '@type': 'Organization',
    name,
    alternateName: company.names.map((one) => one.name).filter((other) => other !== name),
    url,
    mainEntityOfPage: url,
    inLanguage: t.lang,
    ...(company.founded ? { foundingDate: company.founded } : {}),
  };
}
