import type { Translator } from '../../foundation/i18n/translate.ts';
import type { Json } from '../../ui/components/json-ld.tsx';

/**
 * @param type a type of schema.org.
 * @param more what else there is to say, or another language than that of the page.
 * @returns what a page of the record says of itself to machines.
 */
export function pageJsonLd(
  t: Translator,
  type: 'CollectionPage' | 'Legislation' | 'WebPage',
  name: string,
  more: { readonly [key: string]: Json | undefined } = {},
): Json {
  return { '@context': 'https://schema.org', '@type': type, name, inLanguage: t.lang, ...more };
}
