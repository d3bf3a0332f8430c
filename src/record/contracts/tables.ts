import type { Generated } from 'kysely';
import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { PeriodColumns, Standing } from '../model.ts';
import type { AmountIs, BuyerKind } from './model.ts';

interface ContractTable extends PeriodColumns {
  id: Id;
  buyer_id: Id;
  company_id: Id;
  name_id: Id | null;
  /** A decimal, as PostgreSQL gives it. */
  amount: string | null;
  currency: string | null;
  amount_is: AmountIs | null;
  place_country: string | null;
  standing: Generated<Standing>;
}
interface ContractTextTable {
  thing_id: Id;
  lang: Lang;
  state: 'draft' | 'published';
  title: string;
  subject: string;
  place: string;
  based_on_revision: number | null;
  revision: Generated<number>;
}
interface BuyerTextTable {
  thing_id: Id;
  lang: Lang;
  state: 'draft' | 'published';
  name: string;
  based_on_revision: number | null;
  revision: Generated<number>;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    buyer: { id: Id; kind: BuyerKind; country: string | null };
    buyer_text: BuyerTextTable;
    contract: ContractTable;
    contract_text: ContractTextTable;
  }
}
