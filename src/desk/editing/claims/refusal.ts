import type { FieldError } from '../form/fields.ts';
import type { Published } from '../publishing/publish-store.ts';

/** Why something did not come out, as the form says it. */
export function refusalError(outcome: Exclude<Published['outcome'], 'published' | 'binned'>): FieldError {
  switch (outcome) {
    case 'no-primary-text':
      return { field: 'langs', key: 'desk.edit.no_primary' };
    case 'unsourced':
      return { field: 'claim', key: 'desk.claim.error.unsourced' };
    case 'unreviewed':
      return { field: 'claim', key: 'desk.claim.error.unreviewed' };
    case 'no-reason':
      return { field: 'public_why', key: 'desk.claim.error.reason' };
  }
}
