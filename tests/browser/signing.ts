import { linkIn } from '../mailbox.ts';
import { shownIn } from '../press.ts';
import type { RunningSite } from './server.ts';

export const campaign = 'stop-private-military-companies';

/** What an organisation posts; all names are invented. */
export function organisationForm(name: string, email: string): Record<string, string> {
  return {
    kind: 'organisation',
    organisation_name: name,
    country: 'IQ',
    contact_name: 'Sample Person',
    email,
    consent: 'yes',
  };
}

/** Posts the form as a partner site would. @returns the answer, not followed */
export function postForm(site: RunningSite, path: string, form: Record<string, string>): Promise<Response> {
  return fetch(site.origin + path, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { origin: 'https://partner.example.org' },
    redirect: 'manual',
  });
}

/** Signs without a browser. @returns the path of each link in the mail that came */
export async function signByPost(
  site: RunningSite,
  form: Record<string, string>,
  lang = 'en',
): Promise<{ confirm: string; withdraw: string; wording: string }> {
  const answer = await postForm(site, `/${lang}/campaigns/${campaign}/declaration/sign`, form);
  if (answer.status !== 303) throw new Error(`signing was answered with ${answer.status}`);
  const mail = await site.mailTo(form.email ?? '');
  const path = (word: string) => new URL(linkIn(mail, word)).pathname;
  return { confirm: path('confirm'), withdraw: path('withdraw'), wording: path('wordings') };
}

/** Presses the button of the mail's page. */
export async function confirmByPost(site: RunningSite, path: string): Promise<void> {
  const shown = shownIn(await (await fetch(site.origin + path)).text());
  const answer = await postForm(site, path, { shown });
  if (answer.status !== 200) throw new Error(`confirming was answered with ${answer.status}`);
}

/** The ids of what awaits a moderator, newest last, with the line that the command prints for each. */
export async function queue(site: RunningSite): Promise<{ id: string; line: string }[]> {
  const out = await site.command('signatures', 'list');
  return out
    .split('\n')
    .filter((line) => /^[0-9a-f-]{36} /.test(line))
    .map((line) => ({ id: line.slice(0, 36), line }));
}
