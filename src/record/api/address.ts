import type { RecordKind } from './kinds/field.ts';

/** A slug, a key of a source or an id: what names a thing in an address. */
export const slugShape = /^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/;

/** @returns the address of the kind's list, and below it that of each thing. */
export function apiPath(kind: Pick<RecordKind, 'plural'>, slug?: string): string {
  return slug === undefined ? `/api/v1/${kind.plural}` : `/api/v1/${kind.plural}/${slug}`;
}

/** @returns the page that shows a thing, in English; null where it has none of its own. */
export function pagePath(kind: RecordKind, slug: string | null): string | null {
  switch (kind.kind) {
    case 'company':
    case 'incident':
    case 'contract':
    case 'case':
    case 'law':
      return slug === null ? null : `/en/record/${kind.plural}/${slug}`;
    case 'treaty-step':
      return '/en/record/treaty';
    default:
      return null;
  }
}
