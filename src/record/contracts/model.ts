import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { CompanyName } from '../companies/model.ts';
import type { Standing } from '../model.ts';
import type { Period } from '../then.ts';

/** Who pays, by what it is. */
export const buyerKinds = ['state', 'un', 'company', 'ngo', 'other'] as const;
export type BuyerKind = (typeof buyerKinds)[number];

/** What a sum is: `value` where the source says nothing more of it. */
export const amountsAre = ['paid', 'value', 'minimum', 'maximum'] as const;
export type AmountIs = (typeof amountsAre)[number];

export interface Amount {
  /** In whole units of the currency, as a decimal: exact however large. */
  amount: string;
  currency: string;
  is: AmountIs;
}

export interface Buyer {
  id: Id;
  slug: string;
  kind: BuyerKind;
  country: string | null;
  /** The language that the name is in. */
  lang: Lang;
  name: string;
}

/** A contract as the public reads it. */
export interface Contract extends Period {
  id: Id;
  slug: string;
  buyer: Buyer;
  company: { id: Id; slug: string; names: CompanyName[] };
  /** The name that stands in the contract, where a source gives it. */
  nameId: Id | null;
  ongoingSource: Id | null;
  amount: Amount | null;
  placeCountry: string | null;
  standing: Standing;
  /** The company held it after it had given up one name for another: its dates or the name in it say so. */
  underLaterName: boolean;
  lang: Lang;
  title: string;
  subject: string;
  place: string;
  /** How many sources carry it. */
  sources: number;
  unadopted: boolean;
}
