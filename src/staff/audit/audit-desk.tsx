import { z } from 'zod';
import type { Desk } from '../../desk/desk.ts';
import type { DeskContext } from '../../desk/model.ts';
import { type Id, parseId } from '../../foundation/database/id.ts';
import { parsePartialDate } from '../../foundation/text/partial-date.ts';
import { actorName } from '../actor-model.ts';
import { namesOfActors } from '../store.ts';
import { csvLine } from './csv.ts';
import { auditPage } from './page.tsx';
import { type AuditFilter, type AuditLine, listAudit, listAuditTerms } from './store.ts';
import { actionWords, subjectWords } from './words.ts';

const perPage = 50;
const rowsAtATime = 1_000;

const day = z
  .string()
  .refine((text) => /^\d{4}-\d\d-\d\d$/.test(text) && parsePartialDate(text) !== null)
  .nullable()
  .catch(null);
const word = z
  .string()
  .regex(/^[a-z][a-z0-9:.-]{1,60}$/)
  .nullable()
  .catch(null);

/** What the address asks for; what it says wrongly is left out. */
function filterOf(c: DeskContext): AuditFilter {
  return {
    actor: word.parse(c.req.query('who') ?? null),
    action: word.parse(c.req.query('action') ?? null),
    from: day.parse(c.req.query('from') ?? null),
    until: day.parse(c.req.query('until') ?? null),
  };
}

/** The audit log, to be read, searched and taken along by owners. Nothing here changes it, and nothing can. */
export function auditDesk(desk: Desk): void {
  const { db } = desk.site;

  const namesIn = (lines: readonly AuditLine[]) =>
    namesOfActors(
      db,
      lines.flatMap(({ actor, subject }) => [actor, subject ?? '']),
    );

  desk.get('/desk/audit', 'audit.read', null, async (c) => {
    const filter = filterOf(c);
    const after = parseId(c.req.query('after') ?? '');
    const [found, terms] = await Promise.all([
      listAudit(db, c.var.lang, filter, { after, limit: perPage + 1 }),
      listAuditTerms(db),
    ]);
    const lines = found.slice(0, perPage);
    const names = await namesIn(lines);
    const people = await namesOfActors(db, terms.actors);
    return auditPage(c, {
      lines,
      names,
      filter,
      people: terms.actors.map((actor) => ({ value: actor, text: actorName(c.var.t, people, actor) })),
      actions: terms.actions.map((action) => ({ value: action, text: actionWords(c.var.t, action) })),
      next: found.length > perPage ? (lines.at(-1)?.id ?? null) : null,
      first: after === null,
    });
  });

  desk.get('/desk/audit.csv', 'audit.read', null, async (c) => {
    const filter = filterOf(c);
    const { t, lang } = c.var;
    const head = [
      'at',
      'who',
      'who_id',
      'action',
      'action_words',
      'outcome',
      'about',
      'about_id',
      'route',
      'detail',
    ];
    const encoder = new TextEncoder();
    let after: Id | null = null;
    let begun = false;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (!begun) controller.enqueue(encoder.encode(`\ufeff${csvLine(head)}`));
        begun = true;
        const lines = await listAudit(db, lang, filter, { after, limit: rowsAtATime });
        const names = await namesIn(lines);
        const text = lines.map((line) =>
          csvLine([
            line.at.toISOString(),
            actorName(t, names, line.actor),
            line.actor,
            line.action,
            actionWords(t, line.action),
            line.outcome,
            subjectWords(t, names, line) ?? '',
            line.thingId ?? line.subject ?? '',
            line.route,
            JSON.stringify(line.detail),
          ]),
        );
        if (text.length > 0) controller.enqueue(encoder.encode(text.join('')));
        after = lines.at(-1)?.id ?? null;
        if (lines.length < rowsAtATime) controller.close();
      },
    });
    c.header('content-type', 'text/csv; charset=utf-8');
    c.header('content-disposition', 'attachment; filename="audit.csv"');
    return c.body(body);
  });
}
