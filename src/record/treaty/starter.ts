import { z } from 'zod';
import type { StarterContext } from '../../foundation/starter/loader.ts';
import { languagesOf, localized, partialDate, sourceKeys } from '../../foundation/starter/shapes.ts';
import { slugOf } from '../../foundation/text/slug.ts';
import { stepKinds } from './model.ts';
import './tables.ts';

const treaty = z.object({
  process: z.array(
    z.object({
      date: partialDate,
      kind: z.enum(stepKinds),
      body: localized,
      event: localized,
      summary: localized,
      law: z.string().optional(),
      sources: sourceKeys,
    }),
  ),
});

/** Brings in the steps towards a treaty, after the laws, to which some of them lead. */
export async function loadTreaty(context: StarterContext): Promise<void> {
  const { tx, history, read, bring, find, say, publishUnreviewed } = context;
  for (const step of (await read('treaty.json', treaty)).process) {
    const slug = `${step.date}-${slugOf(step.event.en ?? '')}`;
    await bring({ kind: 'treaty-step', slug, sources: step.sources }, async (id) => {
      const row = {
        date: step.date,
        kind: step.kind,
        votes_for: null,
        votes_against: null,
        abstentions: null,
        law_id: step.law === undefined ? null : await find('law', step.law),
      };
      await tx
        .insertInto('treaty_step')
        .values({ id, ...row })
        .execute();
      await history.revise(id, 'treaty-step', null, row);
      for (const lang of languagesOf(step.event, step.summary)) {
        const text = {
          title: step.event[lang] ?? '',
          body: step.body[lang] ?? '',
          summary: step.summary[lang] ?? '',
        };
        await say('treaty-step', 'treaty_step_text', id, lang, text);
      }
      await publishUnreviewed(id);
    });
  }
}
