import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../tests/desk.ts';
import { testSite } from '../../tests/site.ts';
import type { Id } from '../foundation/database/id.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import { takeDeltas } from './count/store.ts';
import { readForDesk } from './desk-store.ts';
import { signed, starterPlace } from './moderation/moderation.world.ts';
import { readDeclaration } from './store.ts';
import { typedOfWording } from './wording-desk.ts';

const slug = 'stop-private-military-companies';
const publicPath = `/campaigns/${slug}/declaration`;

let database: TestDatabase;
let desk: ReturnType<typeof testDesk>;
let campaignId: Id;
let at: string;
let editor: DeskAsker;

beforeEach(async () => {
  database = await testDatabase({ starter: true });
  desk = testDesk(database.db);
  const declaration = await readDeclaration(database.db, slug);
  if (!declaration) throw new Error('the starter has a declaration');
  campaignId = declaration.campaignId;
  at = `/desk/declarations/${declaration.id}`;
  editor = await desk.as('editor', { campaignId, name: 'Sample Editor' });
});

const page = async (path: string) => testSite(database.db).app.request(path);
const text = async (path: string) => (await (await page(path)).text()).replaceAll('&#39;', "'");

/** The form of a text as the desk would send it, with what a test changes. */
async function formOf(lang: Lang, prefix = ''): Promise<Record<string, string>> {
  const declaration = await readForDesk(database.db, at.split('/').at(-1) as Id, 'en'); // made above
  const standing = declaration?.versions[0].wordings.find((one) => one.lang === lang);
  if (!standing) throw new Error(`no text in ${lang}`);
  const { articles, ...typed } = typedOfWording(standing);
  return {
    ...Object.fromEntries(Object.entries(typed).map(([name, value]) => [prefix + name, value])),
    ...Object.fromEntries(
      articles.flatMap((one, index) => [
        [`${prefix}article_${index + 1}_title`, one.title],
        [`${prefix}article_${index + 1}_text`, one.text],
      ]),
    ),
    ...(prefix === '' && { base: standing.sha256 }),
  };
}

async function sha256Of(lang: Lang): Promise<string> {
  return (await readDeclaration(database.db, slug))?.wordings.find((one) => one.lang === lang)?.sha256 ?? '';
}

describe('a text nobody has signed', () => {
  test('is written anew; the old one stays readable at its sum', async () => {
    const before = await sha256Of('en');
    const form = { ...(await formOf('en')), title: 'A title of this test' };
    expect((await editor.post(`${at}/texts/en`, { ...form, do: 'save:' })).status).toBe(303);
    expect(await text(`/en${publicPath}`)).toContain('A title of this test');
    const old = await page(`/en${publicPath}/wordings/${before}`);
    expect(old.status).toBe(200);
    expect(await old.text()).not.toContain('A title of this test</h1>');
    expect((await page(`/en${publicPath}/wordings/${before}.txt`)).status).toBe(200);
  });

  test('is looked at before: what changes, the canonical text and its sum, which are then those that are kept', async () => {
    const form = { ...(await formOf('en')), title: 'Seen beforehand' };
    const looked = await (await editor.post(`${at}/texts/en`, { ...form, do: 'look:' })).text();
    expect(looked).toMatch(/<ins>[^<]*beforehand/);
    expect(looked).toContain('tadamun declaration, canonical text 1');
    const sum = /class="sum"[^>]*>([0-9a-f]{64})</.exec(looked)?.[1];
    expect(await text(`/en${publicPath}`)).not.toContain('Seen beforehand');
    await editor.post(`${at}/texts/en`, { ...form, do: 'save:' });
    expect(await sha256Of('en')).toBe(sum);
  });

  test('articles are added, moved and removed by buttons that save nothing', async () => {
    const form = await formOf('en');
    const first = form.article_1_text ?? '';
    const moved = await (await editor.post(`${at}/texts/en`, { ...form, do: 'down:1' })).text();
    expect(moved).toMatch(new RegExp(`name="article_2_text"[^>]*>\\s*${first.slice(0, 20)}`));
    const added = await (await editor.post(`${at}/texts/en`, { ...form, do: 'add:' })).text();
    const count = Object.keys(form).filter((name) => /^article_\d+_text$/.test(name)).length;
    expect(added).toContain(`name="article_${count + 1}_text"`);
    const removed = await (await editor.post(`${at}/texts/en`, { ...form, do: 'remove:1' })).text();
    expect(removed).not.toContain(`name="article_${count}_text"`);
    expect(await sha256Of('en')).toBe(form.base);
  });

  test('two who write at once: the second is shown both and loses nothing', async () => {
    const form = await formOf('en');
    await editor.post(`${at}/texts/en`, { ...form, title: 'By the first', do: 'save:' });
    const refused = await editor.post(`${at}/texts/en`, { ...form, title: 'By the second', do: 'save:' });
    expect(refused.status).toBe(409);
    const html = await refused.text();
    expect(html).toContain('value="By the second"');
    expect(html).toMatch(/<del>[^<]*first/);
    const base = /name="base" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? '';
    const again = await editor.post(`${at}/texts/en`, { ...form, title: 'By the second', base, do: 'save:' });
    expect(again.status).toBe(303);
  });

  test('mistakes are named beside their fields, and what was typed stays', async () => {
    const form = { ...(await formOf('en')), title: '', article_1_text: '', preamble: 'Kept <b>as typed</b>' };
    const refused = await editor.post(`${at}/texts/en`, { ...form, do: 'save:' });
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).toContain('id="title-error"');
    expect(html).toContain('id="article_1_text-error"');
    expect(html).toContain('Kept &lt;b&gt;as typed&lt;/b&gt;');
  });
});

describe('a further language', () => {
  const french = {
    title: 'Déclaration d’exemple',
    preamble: 'Nous demandons.',
    article_1_title: 'Un',
    article_1_text: 'De le faire.',
    closing: 'Nous signons.',
    base: '',
  };

  test('is written by a translator as a draft, which an editor publishes', async () => {
    await sql`insert into language (code, state, position) values ('fr', 'on', 9)`.execute(database.db);
    const translator = await desk.as('translator', { campaignId });
    const made = await translator.post(`${at}/texts/fr`, { ...french, state: 'published', do: 'save:' });
    expect(made.status).toBe(303);
    // Nobody who may publish has seen it: it stands on no page of the public, not as a draft either.
    const waiting = (
      await readForDesk(database.db, at.split('/').at(-1) as Id, 'en')
    )?.versions[0].wordings.find(({ lang }) => lang === 'fr'); // the id of `at`, as above
    expect(waiting?.state).toBe('draft');
    for (const path of ['', `/wordings/${waiting?.sha256}`, `/wordings/${waiting?.sha256}.txt`])
      expect(await text(`/en${publicPath}${path}`)).not.toContain('Nous demandons');
    expect(await text(`/fr${publicPath}`)).not.toContain('Nous demandons');
    const now = async () =>
      (await readDeclaration(database.db, slug))?.wordings.find(({ lang }) => lang === 'fr');
    expect(await now()).toBeUndefined();
    expect((await translator.get(`${at}/texts/en`)).status).toBe(404);
    const base = waiting?.sha256 ?? '';
    await editor.post(`${at}/texts/fr`, { ...french, base, state: 'draft', do: 'save:' });
    expect((await now())?.state).toBe('draft');
    const shown = (await now())?.sha256 ?? '';
    await editor.post(`${at}/texts/fr`, { ...french, base: shown, state: 'published', do: 'save:' });
    expect((await now())?.state).toBe('published');
    // What people may be signing never becomes a draft again.
    const again = { ...french, title: 'Autre titre', base: (await now())?.sha256 ?? '', state: 'draft' };
    await editor.post(`${at}/texts/fr`, { ...again, do: 'save:' });
    expect((await now())?.state).toBe('published');
  });
});

describe('a text that people have signed', () => {
  beforeEach(async () => {
    await signed(database.db, desk.site.keys, await starterPlace(database.db), 'listed');
    await takeDeltas(database.db);
  });

  test('is corrected by an erratum that says what; the version and the signatures stay', async () => {
    const before = await sha256Of('en');
    const version = (await readDeclaration(database.db, slug))?.versionId;
    const form = { ...(await formOf('en')), title: 'A corrected title', do: 'save:' };
    const refused = await editor.post(`${at}/texts/en`, form);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('id="erratum_note-error"');
    expect((await editor.post(`${at}/texts/en`, { ...form, erratum_note: 'A slip of the pen' })).status).toBe(
      303,
    );
    const shown = await text(`/en${publicPath}`);
    expect(shown).toContain('A corrected title');
    expect(shown).not.toContain('id="versions"');
    expect((await readDeclaration(database.db, slug))?.versionId).toBe(version);
    const now = await text(`/en${publicPath}/wordings/${await sha256Of('en')}`);
    expect(now).toContain('A slip of the pen');
    expect(now).toContain(before);
    expect((await page(`/en${publicPath}/wordings/${before}`)).status).toBe(200);
  });

  test('changes its meaning by a new version: an owner, two pages, both counts apart', async () => {
    const owner = await desk.as('owner');
    const form = {
      ...(await formOf('en', 'en_')),
      ...(await formOf('ar', 'ar_')),
      declared_on: '2026-11-26',
      en_change: 'More is asked.',
      ar_change: 'نطالب بأكثر.',
      en_title: 'A title with another meaning',
      base: /name="base" value="([^"]*)"/.exec(await (await owner.get(`${at}/version`)).text())?.[1] ?? '',
    };
    expect((await editor.get(`${at}/version`)).status).toBe(403);
    expect((await editor.post(`${at}/version`, { ...form, do: 'declare:' })).status).toBe(403);
    const unsaid = await owner.post(`${at}/version`, { ...form, ar_change: '', do: 'declare:' });
    expect(unsaid.status).toBe(422);
    const asked = await (await owner.post(`${at}/version`, { ...form, do: 'look:' })).text();
    expect(asked).toContain('One signatory will be asked by mail.');
    expect(asked).toMatch(/<ins>[^<]*meaning/);
    expect(await text(`/en${publicPath}`)).not.toContain('another meaning');
    const stale = await owner.post(`${at}/version`, { ...form, base: 'other', do: 'declare:' });
    expect(stale.status).toBe(422);
    expect((await owner.post(`${at}/version`, { ...form, do: 'declare:' })).status).toBe(303);
    const shown = await text(`/en${publicPath}`);
    expect(shown).toContain('A title with another meaning');
    expect(shown).toContain('More is asked.');
    expect(shown).toMatch(/Version 1[\s\S]{0,200}One organisation\./);
    expect(await text(`/ar${publicPath}`)).toContain('منظمة واحدة.');
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from outbox where kind = 'new-version'`.execute(database.db);
    expect(rows[0]?.n).toBe(1);
    // A second press of the button finds texts that are not those it was opened on.
    expect((await owner.post(`${at}/version`, { ...form, do: 'declare:' })).status).toBe(422);
  });
});

describe('signing, and a declaration of its own', () => {
  test('is closed and opened, limited to organisations, taken from the public and given back', async () => {
    await editor.post(`${at}/signing`, { open: 'no' });
    expect(await text(`/en${publicPath}`)).toContain('id="sign"');
    expect((await readDeclaration(database.db, slug))?.signingOpen).toBe(false);
    await editor.post(`${at}/signing`, { open: 'yes' });
    await editor.post(`${at}/signers`, { organisations: 'yes', goal: '250' });
    const limited = await readDeclaration(database.db, slug);
    expect(limited).toMatchObject({
      allowsPersons: false,
      allowsOrganisations: true,
      goalOrganisations: 250,
    });
    const mistakes: Record<string, string>[] = [
      { goal: '5' },
      { organisations: 'yes', goal: '-1' },
      { organisations: 'yes', goal: 'x' },
    ];
    for (const wrong of mistakes) expect((await editor.post(`${at}/signers`, wrong)).status).toBe(422);
    expect((await editor.post(`${at}/signing`, {})).status).toBe(422);
    await editor.post(`${at}/publication`, { open: 'no' });
    expect((await page(`/en${publicPath}`)).status).toBe(404);
    expect(await text('/sitemap.xml')).not.toContain(`${slug}/declaration`);
    expect(await text(`/en/campaigns/${slug}`)).not.toContain('/declaration"');
    await editor.post(`${at}/publication`, { open: 'yes' });
    expect((await page(`/en${publicPath}`)).status).toBe(200);
  });

  test('a campaign without a declaration gets one, as a draft that cannot be signed before it is opened', async () => {
    const owner = await desk.as('owner');
    const campaign = {
      primary_lang: 'en',
      name: 'A second campaign',
      tagline: '',
      who_we_are: '',
      challenge: '',
    };
    const made = await owner.post('/desk/campaigns/new', campaign);
    const id = (made.headers.get('location') ?? '').replace(/\?.*$/, '').split('/').at(-1) ?? '';
    await owner.post(`/desk/campaigns/${id}/publish`, { langs: 'en' });
    expect(await (await owner.get(`/desk/campaigns/${id}/declaration`)).text()).toContain(
      '/desk/declarations/new',
    );
    const form = {
      campaign: id,
      lang: 'en',
      title: 'A second declaration',
      preamble: 'We ask.',
      article_1_title: '',
      article_1_text: 'To do so.',
      closing: 'We sign.',
      do: 'save:',
    };
    // The editor of another campaign makes none here, and no campaign gets two.
    expect((await editor.post('/desk/declarations/new', form)).status).toBe(422);
    const answer = await owner.post('/desk/declarations/new', form);
    expect(answer.status).toBe(303);
    expect((await owner.post('/desk/declarations/new', form)).status).toBe(422);
    const declared = (answer.headers.get('location') ?? '').replace(/\?.*$/, '');
    const where = '/en/campaigns/a-second-campaign/declaration';
    expect((await page(where)).status).toBe(404);
    await owner.post(`${declared}/publication`, { open: 'yes' });
    const shown = await text(where);
    expect(shown).toContain('A second declaration');
    expect(shown).not.toContain('name="consent"');
    await owner.post(`${declared}/signing`, { open: 'yes' });
    expect(await text(where)).toContain('name="consent"');
  });

  test('the editor of another campaign changes nothing here', async () => {
    const owner = await desk.as('owner');
    const campaign = {
      primary_lang: 'en',
      name: 'Another campaign',
      tagline: '',
      who_we_are: '',
      challenge: '',
    };
    const made = await owner.post('/desk/campaigns/new', campaign);
    const id = (made.headers.get('location') ?? '').replace(/\?.*$/, '').split('/').at(-1) as Id; // made above
    const other = await desk.as('editor', { campaignId: id });
    const form = { ...(await formOf('en')), title: 'Not theirs', do: 'save:' };
    expect((await other.post(`${at}/texts/en`, form)).status).toBe(403);
    for (const part of ['signing', 'publication', 'signers'])
      expect((await other.post(`${at}/${part}`, { open: 'no' })).status, part).toBe(403);
    expect((await other.get('/desk/declarations/nothing')).status).toBe(404);
    expect((await other.get(`${at}/texts/zz`)).status).toBe(403);
    expect((await editor.get(`${at}/texts/zz`)).status).toBe(404);
  });
});
