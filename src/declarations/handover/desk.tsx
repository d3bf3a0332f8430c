import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Desk } from '../../desk/desk.ts';
import { idIn } from '../../desk/ids.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import { deskPage } from '../../desk/page.tsx';
import type { Id } from '../../foundation/database/id.ts';
import { openBlob } from '../../foundation/files/blobs.ts';
import { dayIn } from '../../foundation/i18n/dates.ts';
import { isLang } from '../../foundation/i18n/lang.ts';
import { cleanLine } from '../../foundation/text/plain.ts';
import type { Site } from '../../foundation/web/site.ts';
import { scopesOf } from '../../staff/model.ts';
import { namesOfActors } from '../../staff/store.ts';
import { type HandoverErrors, HandoverPage, type TypedHandover } from './desk-page.tsx';
import type { HandoverWish } from './model.ts';
import { askHandover, type Deliverable, listDeliverable, listHandovers, readHandover } from './store.ts';

const path = '/desk/handover';
const shown = 50;
const longestAddressee = 200;

const form = z.object({
  declaration: z.string().catch(''),
  lang: z.string().catch(''),
  dated_on: z.string().catch(''),
  addressee: z.string().max(2000).catch(''),
});

/** The hand-over: asked for here, typeset by the jobs process, downloaded here. */
export function handoverDesk(desk: Desk): void {
  const { site } = desk;
  desk.get(path, 'handover.make', 'any', (c) => page(c, site));

  desk.post(
    path,
    'handover.make',
    async (c) => {
      const { declaration } = form.parse(await c.req.parseBody());
      const wanted = await deliverable(c, site);
      // What is none of ours is refused below as a mistake in the form, where the person may ask at all.
      return (
        wanted.find(({ declarationId }) => declarationId === declaration)?.campaignId ?? absentOf(declaration)
      );
    },
    async (c) => {
      const typed: TypedHandover = form.parse(await c.req.parseBody());
      const parsed = parse(typed, await deliverable(c, site));
      if ('errors' in parsed) return page(c, site, typed, parsed.errors);
      const id = await askHandover(site.db, parsed.wish, `staff:${c.var.member.id}`);
      c.set('audited', {
        thingId: parsed.wish.declarationId,
        subject: `handover:${id}`,
        detail: { lang: parsed.wish.lang, dated_on: parsed.wish.datedOn },
      });
      return c.redirect(doneAt(path, 'asked'), 303);
    },
  );

  desk.get(
    `${path}/:id/file`,
    'handover.make',
    async (c) => (await asked(c, site))?.campaignId ?? 'absent',
    async (c) => {
      const handover = await asked(c, site);
      const file = handover?.sha256 ? await openBlob(site.settings.dataDir, handover.sha256) : null;
      if (!handover || !file) return deskMessage(c, 404, 'missing');
      const name = `${handover.campaignSlug}-${handover.lang}-${handover.datedOn}.pdf`;
      c.header('content-type', 'application/pdf');
      c.header('content-length', String(file.bytes));
      c.header('content-disposition', `attachment; filename="${name}"`);
      // Node's stream type and the web's differ only in name here.
      return c.body(Readable.toWeb(file.stream) as ReadableStream);
    },
  );
}

/** A form that names no declaration is answered with its mistakes; one that names something else finds nothing. */
function absentOf(declaration: string): Id | null | 'absent' {
  return declaration === '' ? null : 'absent';
}

/** Every public declaration: whether the person may hand it over is the guard's to say. */
function deliverable(c: DeskContext, site: Site): Promise<Deliverable[]> {
  return listDeliverable(site.db, 'all', c.var.lang);
}

async function asked(c: DeskContext, site: Site) {
  const id = idIn(c);
  return id && readHandover(site.db, id);
}

function parse(
  typed: TypedHandover,
  choices: readonly Deliverable[],
): { wish: HandoverWish } | { errors: HandoverErrors } {
  const errors: HandoverErrors = {};
  const chosen = choices.find(({ declarationId }) => declarationId === typed.declaration);
  if (!chosen) errors.declaration = 'desk.handover.error.declaration';
  const lang = isLang(typed.lang) && chosen?.langs.includes(typed.lang) ? typed.lang : null;
  if (chosen && lang === null) errors.lang = 'desk.handover.error.lang';
  const day = /^[12]\d{3}-\d{2}-\d{2}$/.test(typed.dated_on) ? new Date(`${typed.dated_on}T00:00:00Z`) : null;
  const isDay = day && !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(typed.dated_on);
  if (!isDay) errors.dated_on = 'desk.handover.error.date';
  const addressee = cleanLine(typed.addressee, longestAddressee);
  if (!addressee.ok)
    errors.addressee = addressee.reason === 'too-long' ? 'desk.handover.error.long' : 'sign.error.characters';
  if (!chosen || lang === null || !isDay || !addressee.ok) return { errors };
  return {
    wish: {
      declarationId: chosen.declarationId,
      lang,
      datedOn: typed.dated_on,
      addressee: addressee.text || null,
    },
  };
}

async function page(c: DeskContext, site: Site, typed?: TypedHandover, errors: HandoverErrors = {}) {
  const scopes = scopesOf(c.var.member, 'handover.make');
  const [choices, handovers] = await Promise.all([
    listDeliverable(site.db, scopes, c.var.lang),
    listHandovers(site.db, scopes, shown),
  ]);
  const names = await namesOfActors(
    site.db,
    handovers.map(({ askedBy }) => askedBy),
  );
  const today = dayIn(site.now(), 'Asia/Baghdad');
  return deskPage(c, {
    title: c.var.t('desk.handover.title'),
    label: c.var.t('desk.handover.stand'),
    at: 'handover',
    status: typed ? 422 : 200,
    body: (
      <HandoverPage
        t={c.var.t}
        action={path}
        choices={choices}
        handovers={handovers}
        names={names}
        typed={typed ?? { declaration: '', lang: c.var.lang, dated_on: today, addressee: '' }}
        errors={errors}
      />
    ),
  });
}
