import type { Generated } from 'kysely';
import type { Id } from '../../foundation/database/id.ts';

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    sealed_reader: { place: 1 | 2; staff_id: Id; named_by: string; named_at: Generated<Date> };
    sealed_opening: { id: Id; signature_id: Id; staff_id: Id; at: Generated<Date>; reason: string };
  }
}
