import { z } from 'zod';
import { localized, partialDate, sourceKeys } from '../../foundation/starter/shapes.ts';
import { slugOf } from '../../foundation/text/slug.ts';
import { textsOf } from '../entries/entry.ts';
import { type StarterEntry, starterFile } from '../entries/starter-store.ts';
import { amountsAre, buyerKinds } from './model.ts';

const contract = z.object({
  id: z.string(),
  title: localized,
  company: z.string(),
  buyer: localized,
  buyer_kind: z.enum(buyerKinds),
  country: z.string().nullable(),
  from: partialDate.nullable(),
  to: partialDate.nullable(),
  amount: z.number().nonnegative().nullable(),
  currency: z.string().nullable(),
  amount_is: z.enum(amountsAre).nullable(),
  subject: localized,
  place: localized.nullable(),
  place_country: z.string().nullable(),
  sources: sourceKeys,
  end: z.enum(['known', 'unknown']),
});
const contracts = z.array(contract);

/** The contracts, and each buyer once. An end that is not known stays unknown: nothing here runs on. */
export const contractFile = starterFile('contracts.json', contracts, (all) =>
  all.map((one) => {
    const buyer = buyerOf(one);
    return {
      kind: 'contract',
      slug: one.id,
      own: {
        buyer_id: buyer.slug,
        company_id: one.company,
        valid_from: one.from,
        valid_to: one.to,
        end_is: one.end,
        amount: one.amount,
        currency: one.currency,
        amount_is: one.amount_is,
        place_country: one.place_country,
      },
      texts: textsOf({ title: one.title, subject: one.subject }, { place: one.place }),
      sources: one.sources,
      first: [buyer],
    };
  }),
);

/** The buyer comes in with the first contract that names it: what there is to say of it, the contract's sources carry. */
function buyerOf({ buyer, buyer_kind: kind, country }: z.infer<typeof contract>): StarterEntry {
  return {
    kind: 'buyer',
    slug: slugOf(buyer.en ?? ''),
    own: { kind, country },
    texts: textsOf({ name: buyer }),
  };
}
