import type { Initiative } from './model.ts';

/**
 * @returns the initiative as schema.org knows an organisation.
 * @param url the absolute address of its home page here; `name` is said where there is no initiative yet.
 */
export function organisationJson(initiative: Initiative | null, url: string, name: string) {
  return {
    '@type': 'Organization',
    '@id': url,
    name: initiative?.name ?? name,
    alternateName: initiative?.shortName,
    description: initiative?.purpose,
    url,
    sameAs: initiative?.url ? [initiative.url] : undefined,
  };
}
