import type { Desk } from '../../desk/desk.ts';
import { idIn } from '../../desk/ids.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import type { Id } from '../../foundation/database/id.ts';
import { audit } from '../../staff/audit/store.ts';
import { may, scopesOf } from '../../staff/model.ts';
import { namesOfActors } from '../../staff/store.ts';
import { type Contact, isSealed } from '../signing/model.ts';
import { openContact, openEmail } from '../signing/sign.ts';
import { readSignature } from '../signing/store.ts';
import { correct, type Names } from './correct.ts';
import { rowFrame } from './desk-frame.ts';
import { ofPath, readPosted } from './desk-scope.ts';
import { listAddress, readBack } from './filter.ts';
import { readHistory, readMerges, readWaitingMails } from './history-store.ts';
import { DoneNotice, noted, readNote } from './notice.tsx';
import { readRows } from './queue-store.ts';
import { nameOf } from './rows.tsx';
import { SignatureBody } from './signature.tsx';
import { findSimilar } from './similar-store.ts';

/** A signature with all that is known of it, what happened to it, and its contact on demand. */
export function signatureDesk(desk: Desk): void {
  const { site } = desk;
  const one = ofPath(site);
  desk.get('/desk/signatures/:id{[0-9a-f-]{36}}', 'signature.read', one, (c) => page(desk, c, {}));
  desk.post('/desk/signatures/:id{[0-9a-f-]{36}}/contact', 'signature.contact', one, (c) =>
    showContact(desk, c),
  );
  desk.post('/desk/signatures/:id{[0-9a-f-]{36}}/correct', 'signature.decide', one, (c) =>
    correctName(desk, c),
  );
}

/** What a page of a signature shows besides what is always there. */
export interface Shown {
  /** Decrypted, after the audit log knows of it. */
  contact?: { contact: Contact | null; email: string | null };
  typed?: Names;
  errors?: Partial<Record<keyof Names, string>>;
  wrong?: string;
}

async function page({ site }: Desk, c: DeskContext, shown: Shown, status: 200 | 409 | 422 = 200) {
  const { t, member } = c.var;
  const id = idOf(c);
  const scopes = scopesOf(member, 'signature.read');
  const [rows, history, merges, mails, similar] = await Promise.all([
    readRows(site.db, [id], scopes),
    readHistory(site.db, id),
    readMerges(site.db, id),
    readWaitingMails(site.db, id),
    findSimilar(site.db, [id]),
  ]);
  const [row] = rows;
  if (!row) return c.notFound();
  const back = readBack(c.req.query('back'));
  const [frame, alike, people] = await Promise.all([
    rowFrame(site, c, rows, back),
    readRows(
      site.db,
      similar.map((one) => one.id),
      scopes,
    ),
    namesOfActors(
      site.db,
      history.map(({ actor }) => actor),
    ),
  ]);
  const note = readNote((name) => c.req.query(name));
  return deskPage(c, {
    title: nameOf(t, row),
    named: row.organisationName !== null || row.publicName !== null,
    label: t(`desk.queue.state.${row.state}`),
    at: 'signatures',
    crumbs: [{ href: listAddress(back), text: t('desk.menu.signatures') }],
    status,
    body: (
      <>
        <DoneNotice
          t={t}
          note={note}
          not={note.left > 0 ? row : null}
          people={frame.people}
          now={frame.now}
        />
        {shown.wrong ? (
          <p class="notice" data-tone="error" role="alert">
            {shown.wrong}
          </p>
        ) : null}
        <SignatureBody
          row={row}
          frame={{ ...frame, people }}
          history={history}
          merges={merges}
          mails={mails}
          similar={similar.flatMap((one) => {
            const found = alike.find((other) => other.id === one.id);
            return found ? [{ row: found, why: one.why }] : [];
          })}
          shown={shown}
          may={{
            decide: may(member, 'signature.decide', row.campaignId),
            contact: may(member, 'signature.contact', row.campaignId),
          }}
        />
      </>
    ),
  });
}

/** The address and the name behind a signature. Who looked is in the audit log before they see it. */
async function showContact(desk: Desk, c: DeskContext) {
  const { site } = desk;
  const id = idOf(c);
  const signature = await readSignature(site.db, id);
  if (!signature) return c.notFound();
  // A mail domain may be the name: of a sealed one, only its readers open anything (src/declarations/sealed).
  if (isSealed(signature)) return deskMessage(c, 403, 'refused');
  await audit(site.db, {
    actor: `staff:${c.var.member.id}`,
    action: 'signature.contact',
    route: 'POST /desk/signatures/:id/contact',
    subject: `signature:${id}`,
  });
  c.set('audited', null);
  const contact = { contact: openContact(site.keys, signature), email: openEmail(site.keys, signature) };
  return page(desk, c, { contact });
}

async function correctName(desk: Desk, c: DeskContext) {
  const { site } = desk;
  const { t, member } = c.var;
  const id = idOf(c);
  const posted = await readPosted(c);
  const typed = { name: posted('name')[0] ?? '', nameAr: posted('nameAr')[0] ?? '' };
  const correction = await correct(site.db, id, typed, `staff:${member.id}`);
  if (correction.outcome === 'wrong') {
    const said = Object.entries(correction.errors).map(([field, key]) => [field, t(key)]);
    return page(desk, c, { typed, errors: Object.fromEntries(said) }, 422);
  }
  if (correction.outcome === 'not-possible')
    return page(desk, c, { wrong: t('desk.queue.correct.not') }, 409);
  c.set('audited', {
    subject: `signature:${id}`,
    detail: { decision: 'correct', outcome: correction.outcome },
  });
  return c.redirect(noted(`/desk/signatures/${id}`, 'correct', correction.outcome === 'done' ? 1 : 0), 303);
}

/** The guard has looked the signature up by it. */
function idOf(c: DeskContext): Id {
  const id = idIn(c);
  if (id === null) throw new Error('the route was reached without an id');
  return id;
}
