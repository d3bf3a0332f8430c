import type { Command } from 'commander';
import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
import { OperatorError } from '../foundation/errors.ts';
import { queueMail } from '../foundation/mail/outbox-store.ts';
import { audit } from '../staff/audit/store.ts';
import { inviteByLink } from '../staff/invitations/first-owner.ts';
import { accountAddress } from '../staff/invitations/form.ts';
import { invite } from '../staff/invitations/store.ts';
import { type Grant, type Role, roles } from '../staff/model.ts';
import { endMembership, findCampaign, findMember, listPeople, resetByLink } from '../staff/people/store.ts';
import { say, withContext } from './context.ts';

interface InviteOptions {
  role: string[];
  campaign?: string;
  lang: string;
  mail?: boolean;
}

/** Accounts of the staff, for the one who runs the server: the first owner, and the owner who has lost everything. */
export function addStaffCommands(program: Command): void {
  const staff = program.command('staff').description('accounts of the desk');
  staff
    .command('invite <email>')
    .description('invite somebody; prints a link that works once, for 7 days')
    .requiredOption('--role <role...>', `what they will be: ${roles.join(', ')}`)
    .option('--campaign <slug>', 'only in this campaign')
    .option('--lang <lang>', 'in which language the desk speaks to them: en, ar', 'en')
    .option('--mail', 'mail the link to them instead of printing it')
    .action((email: string, options: InviteOptions) =>
      withContext(async ({ db, settings }) => {
        const invitation = await invitationOf(db, email, options);
        await audit(db, {
          actor: 'operator',
          action: 'staff.manage',
          detail: { did: 'invite', roles: options.role },
        });
        if (options.mail) {
          await db.transaction().execute(async (tx) => {
            await queueMail(tx, 'staff-invitation', 'invitation_id', await invite(tx, invitation));
          });
          say(`The invitation goes to ${invitation.email} by mail.`);
        } else say(`${settings.publicUrl.origin}${await inviteByLink(db, invitation)}`);
      }),
    );
  staff
    .command('list')
    .description('who is on the staff, and what they may')
    .action(() =>
      withContext(async ({ db }) => {
        const people = await listPeople(db);
        if (people.length === 0) say('Nobody is on the staff yet.');
        for (const { email, name, grants } of people)
          say(
            `${email}  ${name}  ${grants.map(({ role, campaign }) => (campaign ? `${role} of ${campaign}` : role)).join(', ') || 'no role'}`,
          );
      }),
    );
  staff
    .command('reset <email>')
    .description('take away what somebody signs in with; prints a link by which they choose anew')
    .action((email: string) =>
      withContext(async ({ db, settings }) => {
        const id = await memberOf(db, email);
        const path = await resetByLink(db, id);
        await audit(db, {
          actor: 'operator',
          action: 'staff.manage',
          subject: `staff:${id}`,
          detail: { did: 'reset' },
        });
        say(`${settings.publicUrl.origin}${path}`);
      }),
    );
  staff
    .command('end <email>')
    .description('end a membership: roles, sessions and ways to sign in are gone, what they did stays theirs')
    .action((email: string) =>
      withContext(async ({ db }) => {
        const id = await memberOf(db, email);
        if ((await endMembership(db, id)) === 'last-owner')
          throw new OperatorError(
            'last-owner',
            `${email} is the last owner: make somebody else an owner first.`,
          );
        await audit(db, {
          actor: 'operator',
          action: 'staff.manage',
          subject: `staff:${id}`,
          detail: { did: 'end' },
        });
        say(`${email} is no longer on the staff.`);
      }),
    );
}

async function invitationOf(db: Db, email: string, { role, campaign, lang }: InviteOptions) {
  const address = accountAddress(email);
  if (address === null) throw new OperatorError('not-an-address', `${email} is not a mail address.`);
  if (!role.every(isRole)) throw new OperatorError('no-role', `A role is one of ${roles.join(', ')}.`);
  if (lang !== 'en' && lang !== 'ar') throw new OperatorError('no-language', 'The desk speaks en and ar.');
  if (await findMember(db, address))
    throw new OperatorError('already-there', `${address} is on the staff already.`);
  const grants: Grant[] = [];
  for (const one of role) grants.push({ role: one, campaignId: await campaignOf(db, one, campaign) });
  return { email: address, lang, grants, by: 'operator' } as const;
}

function isRole(text: string): text is Role {
  return roles.some((role) => role === text);
}

async function campaignOf(db: Db, role: Role, slug: string | undefined): Promise<Id | null> {
  if (slug === undefined) return null;
  if (role === 'owner')
    throw new OperatorError('owner-of-all', 'An owner owns the whole initiative: leave --campaign out.');
  const id = await findCampaign(db, slug);
  if (id === null) throw new OperatorError('no-campaign', `There is no campaign ${slug}.`);
  return id;
}

async function memberOf(db: Db, email: string): Promise<Id> {
  const id = await findMember(db, email.trim().toLowerCase());
  if (id === null) throw new OperatorError('no-member', `${email} is not on the staff.`);
  return id;
}
