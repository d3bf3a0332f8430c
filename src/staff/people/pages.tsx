import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import type { Id } from '../../foundation/database/id.ts';
import { formatInstant, formatMoment } from '../../foundation/i18n/dates.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field, Select } from '../../ui/components/field.tsx';
import { LangChoice } from '../invitations/entry-fields.tsx';
import type { Invitation } from '../invitations/store.ts';
import { roles } from '../model.ts';
import type { PersonRow } from './store.ts';

/** What was wrong with an invitation, and what was typed. */
export interface StaffFault {
  field: 'email' | 'role';
  text: string;
  email: string;
  lang: 'en' | 'ar';
}

type Campaigns = readonly { id: Id; title: string }[];

interface StaffView {
  people: readonly PersonRow[];
  invitations: readonly Invitation[];
  campaigns: Campaigns;
  /** Of those who invited, by actor. */
  names: ReadonlyMap<string, string>;
  fault?: StaffFault | undefined;
}

/** All people of the staff, what they may, and who is invited. */
export function staffPage(c: DeskContext, view: StaffView): Promise<Response> {
  const { t } = c.var;
  const { people, invitations, campaigns, names, fault } = view;
  return deskPage(c, {
    title: t('desk.menu.staff'),
    label: t('desk.staff.count', { n: people.length }),
    at: 'staff',
    buttons: [
      <a class="button" href="/desk/sealed-readers">
        {t('desk.sealed.readers')}
      </a>,
    ],
    status: fault ? 422 : 200,
    body: (
      <>
        {fault ? <ErrorSummary t={t} level="h2" errors={[fault]} /> : null}
        <table class="queue people">
          <thead>
            <tr>
              <th scope="col">{t('desk.field.name')}</th>
              <th scope="col">{t('desk.staff.roles')}</th>
              <th scope="col">{t('desk.second.title')}</th>
              <th scope="col">{t('desk.staff.last_used')}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr>
                <th scope="row">
                  <a href={`/desk/staff/${person.id}`}>
                    <bdi>{person.name}</bdi>
                  </a>
                  <span class="label">
                    <bdi>{person.email}</bdi>
                  </span>
                </th>
                <td>
                  <Roles t={t} person={person} campaigns={campaigns} />
                </td>
                <td>{t(person.secondFactor ? 'desk.staff.second.yes' : 'desk.staff.second.no')}</td>
                <td>
                  {person.lastUsed ? formatMoment(t.lang, person.lastUsed) : t('desk.staff.not_signed_in')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {invitations.length > 0 ? (
          <section class="desk-section">
            <h2>{t('desk.staff.invitations')}</h2>
            <ul class="desk-rows">
              {invitations.map(({ id, email, invitedBy, expiresAt }) => (
                <li>
                  <bdi>{email}</bdi>
                  <span class="label">
                    {t('desk.staff.invited', {
                      name: names.get(invitedBy) ?? t('desk.actor.operator'),
                      day: formatInstant(t.lang, expiresAt),
                    })}
                  </span>
                  <form method="post" action={`/desk/staff/invitations/${id}/withdraw`}>
                    <button type="submit" class="plain">
                      {t('desk.staff.withdraw')}
                    </button>
                  </form>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <section class="desk-section">
          <h2>{t('desk.staff.invite')}</h2>
          <form method="post" action="/desk/staff/invite" novalidate>
            <Field
              t={t}
              name="email"
              type="email"
              dir="ltr"
              label={t('desk.field.email')}
              value={fault?.email}
              error={fault?.field === 'email' ? fault.text : undefined}
              autocomplete="off"
            />
            <LangChoice t={t} value={fault?.lang ?? (t.lang === 'ar' ? 'ar' : 'en')} />
            <GrantFields
              t={t}
              campaigns={campaigns}
              error={fault?.field === 'role' ? fault.text : undefined}
            />
            <button type="submit">{t('desk.staff.invite.button')}</button>
          </form>
        </section>
      </>
    ),
  });
}

interface PersonView {
  person: PersonRow;
  campaigns: Campaigns;
  fault?: string | undefined;
}

/** One person of the staff. */
export function personPage(c: DeskContext, { person, campaigns, fault }: PersonView): Promise<Response> {
  const { t } = c.var;
  const at = `/desk/staff/${person.id}`;
  return deskPage(c, {
    title: person.name,
    label: <bdi>{person.email}</bdi>,
    at: 'staff',
    crumbs: [{ href: '/desk/staff', text: t('desk.menu.staff') }],
    status: fault ? 422 : 200,
    body: (
      <>
        {fault ? <ErrorSummary t={t} level="h2" errors={[{ field: 'roles', text: fault }]} /> : null}
        <section class="desk-section" id="roles">
          <h2>{t('desk.staff.roles')}</h2>
          <ul class="desk-rows">
            {person.grants.map(({ role, campaignId }) => (
              <li>
                <span>{t(`desk.role.${role}`)}</span>
                <span class="label">
                  {campaignId ? <bdi>{titleOf(campaigns, campaignId)}</bdi> : t('desk.staff.everywhere')}
                </span>
                <form method="post" action={`${at}/take`}>
                  <input type="hidden" name="role" value={role} />
                  <input type="hidden" name="where" value={campaignId ?? ''} />
                  <button type="submit" class="plain">
                    {t('desk.staff.take')}
                  </button>
                </form>
              </li>
            ))}
          </ul>
          <form method="post" action={`${at}/give`} novalidate>
            <GrantFields t={t} campaigns={campaigns} />
            <button type="submit">{t('desk.staff.give')}</button>
          </form>
        </section>
        <section class="desk-section">
          <h2>{t('desk.staff.reset')}</h2>
          <p>{t('desk.staff.reset.stand')}</p>
          <form method="post" action={`${at}/reset`}>
            <button type="submit">{t('desk.staff.reset.button')}</button>
          </form>
        </section>
        <section class="desk-section">
          <h2>{t('desk.staff.end')}</h2>
          <p>{t('desk.staff.end.stand')}</p>
          <form method="post" action={`${at}/end`}>
            <button type="submit">{t('desk.staff.end.button')}</button>
          </form>
        </section>
      </>
    ),
  });
}

/** @returns what a campaign is called. */
function titleOf(campaigns: Campaigns, id: Id): string {
  return campaigns.find((campaign) => campaign.id === id)?.title ?? '';
}

function Roles({ t, person, campaigns }: { t: Translator; person: PersonRow; campaigns: Campaigns }) {
  if (person.grants.length === 0) return <>{t('desk.staff.no_role')}</>;
  return (
    <ul>
      {person.grants.map(({ role, campaignId }) => (
        <li>
          {t(`desk.role.${role}`)}
          {campaignId ? (
            <>
              {' · '}
              <bdi>{titleOf(campaigns, campaignId)}</bdi>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

interface GrantFieldsProps {
  t: Translator;
  campaigns: Campaigns;
  error?: string | undefined;
}

/** A role, and where: everywhere, or in one campaign. */
function GrantFields({ t, campaigns, error }: GrantFieldsProps) {
  return (
    <>
      <Select
        t={t}
        name="role"
        label={t('desk.staff.role')}
        hint={t('desk.staff.role.hint')}
        error={error}
        value="editor"
        options={roles.map((role) => ({ value: role, text: t(`desk.role.${role}`) }))}
      />
      <Select
        t={t}
        name="where"
        label={t('desk.staff.where')}
        hint={t('desk.staff.where.hint')}
        value=""
        options={[
          { value: '', text: t('desk.staff.everywhere') },
          ...campaigns.map(({ id, title }) => ({ value: id, text: title })),
        ]}
      />
    </>
  );
}
