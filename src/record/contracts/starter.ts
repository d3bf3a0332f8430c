import { z } from 'zod';
import type { Id } from '../../foundation/database/id.ts';
import type { StarterContext } from '../../foundation/starter/loader.ts';
import { languagesOf, localized, partialDate, sourceKeys } from '../../foundation/starter/shapes.ts';
import { slugOf } from '../../foundation/text/slug.ts';
import { amountsAre, buyerKinds } from './model.ts';
import './tables.ts';

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

/** Brings in the contracts, and each buyer once. An end that is not known stays unknown: nothing here runs on. */
export async function loadContracts(context: StarterContext): Promise<void> {
  const { tx, history, read, bring, find, say, publishUnreviewed } = context;
  for (const one of await read('contracts.json', contracts)) {
    await bring({ kind: 'contract', slug: one.id, sources: one.sources }, async (id) => {
      const row = {
        buyer_id: await bringBuyer(context, one),
        company_id: await find('company', one.company),
        name_id: null,
        valid_from: one.from,
        valid_to: one.to,
        end_is: one.end,
        ongoing_as_of: null,
        ongoing_source: null,
        amount: one.amount === null ? null : String(one.amount),
        currency: one.currency,
        amount_is: one.amount_is,
        place_country: one.place_country,
      };
      await tx
        .insertInto('contract')
        .values({ id, ...row })
        .execute();
      await history.revise(id, 'contract', null, row);
      for (const lang of languagesOf(one.title, one.subject)) {
        const text = {
          title: one.title[lang] ?? '',
          subject: one.subject[lang] ?? '',
          place: one.place?.[lang] ?? '',
        };
        await say('contract', 'contract_text', id, lang, text);
      }
      await publishUnreviewed(id);
    });
  }
}

/** The buyer of a contract, brought in with the first contract that names it: what there is to say of it, the contract's sources carry. */
async function bringBuyer(context: StarterContext, one: z.infer<typeof contract>): Promise<Id> {
  const { tx, history, bring, say, publishUnreviewed } = context;
  const slug = slugOf(one.buyer.en ?? '');
  const { id } = await bring({ kind: 'buyer', slug, sources: [] }, async (buyer) => {
    const row = { kind: one.buyer_kind, country: one.country };
    await tx
      .insertInto('buyer')
      .values({ id: buyer, ...row })
      .execute();
    await history.revise(buyer, 'buyer', null, row);
    for (const lang of languagesOf(one.buyer))
      await say('buyer', 'buyer_text', buyer, lang, { name: one.buyer[lang] ?? '' });
    await publishUnreviewed(buyer);
  });
  return id;
}
