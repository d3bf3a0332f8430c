import type { Desk } from '../../desk/desk.ts';
import { idIn } from '../../desk/ids.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import { deskPage } from '../../desk/page.tsx';
import { seal } from '../../foundation/crypto/seal.ts';
import { notifyChanged } from '../../foundation/database/changed.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { parseAddress } from '../../foundation/text/email-address.ts';
import { parsePartialDate, precisionOf } from '../../foundation/text/partial-date.ts';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { memberContactPlace } from './model.ts';
import { listMemberships, type Membership, setMemberContact, setMembership } from './store.ts';

const path = '/desk/organisations/join/members';

/** Who is a member, since when, until when, and where a member is asked. */
export function membersDesk(desk: Desk): void {
  const { site } = desk;
  desk.get(path, 'join.decide', null, (c) => page(desk, c, null, null));
  desk.post(`${path}/:organisation`, 'join.decide', null, async (c) => {
    const id = idIn(c, 'organisation');
    if (id === null) return deskMessage(c, 404, 'missing');
    const form: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
    const [since, until, email] = ['since', 'until', 'email'].map((name) => String(form[name] ?? '').trim());
    if (!isDay(since) || !isDay(until) || (until && (!since || until < since)))
      return page(desk, c, id, 'desk.join.error.days');
    const address = email ? parseAddress(email) : null;
    if (email && address === null) return page(desk, c, id, 'sign.error.email');
    const by = `staff:${c.var.member.id}`;
    const found = await site.db.transaction().execute(async (tx) => {
      if (!(await setMembership(tx, id, since || null, until || null))) return false;
      // An empty field leaves the address that stands: it is never shown, and so cannot be sent back.
      if (address)
        await setMemberContact(
          tx,
          id,
          {
            emailSealed: seal(site.keys, 'contact', address.typed, memberContactPlace(id)),
            lang: c.var.lang,
          },
          by,
        );
      else if (form.forget === 'yes') await setMemberContact(tx, id, null, by);
      await notifyChanged(tx, ['organisation', id]);
      return true;
    });
    c.set('audited', { thingId: id });
    return found ? c.redirect(doneAt(path, 'saved'), 303) : deskMessage(c, 404, 'missing');
  });
}

function isDay(text: string | undefined): boolean {
  if (!text) return true;
  const date = parsePartialDate(text);
  return date !== null && precisionOf(date) === 'day';
}

async function page({ site }: Desk, c: DeskContext, wrong: string | null, key: MessageKey | null) {
  const { t, lang } = c.var;
  const memberships = await listMemberships(site.db, lang);
  return deskPage(c, {
    title: t('desk.join.members'),
    label: t('desk.join.members.stand'),
    at: 'organisations',
    crumbs: [{ href: '/desk/organisations/join', text: t('desk.join.title') }],
    status: key ? 422 : 200,
    body: (
      <>
        <ErrorSummary t={t} errors={key ? [{ field: `since-${wrong}`, text: t(key) }] : []} />
        {memberships.length === 0 ? (
          <p class="empty">{t('organisation.none')}</p>
        ) : (
          memberships.map((one) => <MembershipForm c={c} one={one} />)
        )}
      </>
    ),
  });
}

function MembershipForm({ c, one }: { c: DeskContext; one: Membership }) {
  const { t } = c.var;
  const line = (name: 'since' | 'until' | 'email', value: string | null) => (
    <div class="field">
      <label for={`${name}-${one.id}`}>{t(`desk.join.${name}`)}</label>
      <input id={`${name}-${one.id}`} name={name} type="text" dir="ltr" value={value ?? ''} />
    </div>
  );
  return (
    <form method="post" action={`${path}/${one.id}`} aria-labelledby={`m-${one.id}`}>
      <h2 id={`m-${one.id}`}>
        <bdi>{one.name}</bdi>
      </h2>
      <div class="filters">
        {line('since', one.since)}
        {line('until', one.until)}
        {line('email', null)}
        {one.hasContact ? (
          <label class="choice">
            <input type="checkbox" name="forget" value="yes" /> <span>{t('desk.join.forget')}</span>
          </label>
        ) : null}
        <div class="buttons">
          <button type="submit">
            {t('desk.join.save')}
            <span class="vh">
              {' '}
              <bdi>{one.name}</bdi>
            </span>
          </button>
        </div>
      </div>
    </form>
  );
}
