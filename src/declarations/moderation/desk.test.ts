import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testDesk } from '../../../tests/desk.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { SignatureState } from '../signing/model.ts';
import { manySigned, otherPlace, signed, starterPlace } from './moderation.world.ts';

const { db } = await testDatabase({ starter: true });
const { as, site } = testDesk(db);
const place = await starterPlace(db);
const other = await otherPlace(db, 'sample-elsewhere');
const noor = await as('moderator', { name: 'Noor Sample' });
const rana = await as('moderator', { name: 'Rana Sample', lang: 'ar' });
const here = await as('moderator', { campaignId: place.campaignId });
const editor = await as('editor');

let made = 0;
const make = (
  state: SignatureState,
  fields: Record<string, string> = {},
  where = place,
  lang: 'en' | 'ar' = 'en',
) => signed(db, site.keys, where, state, { organisation_name: `Sample Desk ${++made}`, ...fields }, lang);
const stateOf = async (id: Id) =>
  (await db.selectFrom('signature').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;
const reasonOf = async (id: Id) =>
  (
    await db
      .selectFrom('signature_event')
      .select(['reason', 'code'])
      .where('signature_id', '=', id)
      .where('becomes', '=', 'rejected')
      .executeTakeFirst()
  )?.reason;
const html = async (answer: Response) => {
  expect(answer.status, await answer.clone().text()).toBe(200);
  return answer.text();
};

describe('the queue', () => {
  test('says in words what is known, and opens nothing that is sealed', async () => {
    const twin = await make('listed', {
      organisation_name: 'Sample Twin',
      email: 'secretary@twin.example.org',
    });
    await make('confirmed', {
      organisation_name: 'SAMPLE twin',
      organisation_name_ar: 'توأم نموذجي',
      website: 'https://example.org/',
      email: 'hidden.person@example.org',
      contact_name: 'Hidden Person',
    });
    const page = await html(await noor.get('/desk/signatures?q=twin'));
    for (const said of [
      'SAMPLE twin',
      'توأم نموذجي',
      'Organisation',
      'Iraq',
      'own domain',
      'Same name as',
      'English',
    ])
      expect(page).toContain(said);
    expect(page).toContain(`/desk/signatures/${twin}`);
    expect(page).not.toMatch(/hidden[. ]person|secretary@/i);
    expect(await html(await rana.get('/desk/signatures'))).toContain('dir="rtl"');
  });

  test('of a campaign shows only that campaign, and an editor is refused', async () => {
    await make('confirmed', { organisation_name: 'Sample of Elsewhere' }, other);
    expect(await html(await noor.get('/desk/signatures'))).toContain('Sample of Elsewhere');
    expect(await html(await here.get('/desk/signatures'))).not.toContain('Sample of Elsewhere');
    expect(await html(await here.get(`/desk/signatures?campaign=${other.campaignId}`))).not.toContain(
      'Elsewhere',
    );
    expect((await editor.get('/desk/signatures')).status).toBe(403);
  });

  test('hostile names stay text, and nonsense in the address is a plain list', async () => {
    await make('confirmed', { organisation_name: '<img src=x onerror=alert(1)> & Sons' });
    await make('confirmed', { organisation_name: 'Sample \u202e desrever \u2066 name' });
    const page = await html(await noor.get('/desk/signatures?sort=newest'));
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; Sons');
    expect(page).not.toContain('<img');
    expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    for (const query of [
      'tab=x&sort=1',
      'after=zzz',
      `q=${encodeURIComponent('%_"<\'\u0000')}`,
      `q=${'x'.repeat(9_000)}`,
      'not=1&did=x&n=-1',
      `after=${newId()}`,
    ])
      expect((await noor.get(`/desk/signatures?${query}`)).status, query).toBe(200);
  });
});

describe('deciding', () => {
  test('lists, leads back to the same place, is logged, and says to the second what the first did', async () => {
    const id = await make('confirmed');
    const back = 'q=sample&sort=newest';
    const answer = await noor.post('/desk/signatures/decide', { list: `${id}:confirmed`, back });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`/desk/signatures?${back}&did=list&n=1`);
    expect(await stateOf(id)).toBe('listed');
    const second = await rana.post('/desk/signatures/reject', {
      id: `${id}:confirmed`,
      code: 'not-found',
      back: '',
    });
    expect(await stateOf(id)).toBe('listed');
    const told = await html(await noor.get(second.headers.get('location') ?? ''));
    expect(told).toMatch(/<\/bdi> was left as it is: listed\. Last decided by <bdi>Noor Sample/);
    const log = await db
      .selectFrom('audit')
      .selectAll()
      .where('subject', '=', `signature:${id}`)
      .orderBy('at')
      .execute();
    expect(log.map(({ actor, action }) => [actor, action])).toEqual([
      [`staff:${noor.id}`, 'signature.decide'],
      [`staff:${rana.id}`, 'signature.decide'],
    ]);
    expect(log[0]?.detail).toEqual({ decision: 'list', done: 1, left: 0 });
  });

  test('leads nowhere but into the queue', async () => {
    const id = await make('confirmed');
    const answer = await noor.post('/desk/signatures/decide', {
      list: `${id}:confirmed`,
      back: '//evil.example.org',
    });
    expect(answer.headers.get('location')).toBe('/desk/signatures?did=list&n=1');
  });

  test('rejects with a ready reason in the language of the signatory, or with own words', async () => {
    const arabic = await make('confirmed', {}, place, 'ar');
    const page = await html(await noor.get(`/desk/signatures/reject?id=${arabic}:confirmed`));
    expect(page).toContain('لم نتمكن من العثور على هذه المنظمة');
    // The whole mail as it will go out, in a language that the moderator may not have chosen.
    const shown = await html(
      await noor.post('/desk/signatures/reject', {
        id: `${arabic}:confirmed`,
        code: 'not-found',
        text: 'لم نجدكم <b>بعد</b>.',
        preview: 'yes',
      }),
    );
    expect(shown).toMatch(/<div lang="ar" dir="rtl">\s*<p>\s*<b>\s*<bdi>لم يُدرج توقيعكم: /);
    expect(shown).toMatch(
      /<blockquote [^>]*data-reason[^>]*>لم نجدكم &lt;b&gt;بعد&lt;\/b&gt;\.<\/blockquote>/,
    );
    expect(shown).toContain('/declaration/withdraw/…');
    expect(shown).toMatch(/value="not-found"[^>]* checked/);
    expect(await stateOf(arabic)).toBe('confirmed');
    await noor.post('/desk/signatures/reject', { id: `${arabic}:confirmed`, code: 'not-found' });
    expect(await reasonOf(arabic)).toMatch(/^لم نتمكن من العثور/);

    const own = await make('confirmed');
    await noor.post('/desk/signatures/reject', {
      id: `${own}:confirmed`,
      code: 'other',
      text: ' Write to us.\r\n\r\n\r\n\r\nThank \u202eyou. ',
    });
    expect(await reasonOf(own)).toBe('Write to us.\n\nThank you.');

    const silent = await make('confirmed');
    await noor.post('/desk/signatures/reject', {
      id: `${silent}:confirmed`,
      code: 'not-serious',
      silent: 'yes',
    });
    expect(await stateOf(silent)).toBe('rejected');
    const mails = await db
      .selectFrom('outbox')
      .select('signature_id')
      .where('kind', '=', 'rejected')
      .execute();
    expect(mails.map((mail) => mail.signature_id)).toEqual(expect.arrayContaining([arabic, own]));
    expect(mails.map((mail) => mail.signature_id)).not.toContain(silent);
  });

  test('asks for what is missing, and keeps what was typed', async () => {
    const id = await make('confirmed');
    const none = await noor.post('/desk/signatures/reject', { id: `${id}:confirmed`, text: 'typed <b>' });
    expect(none.status).toBe(422);
    expect(await none.text()).toMatch(/Choose a reason[\s\S]*typed &lt;b&gt;/);
    const forms: Record<string, string>[] = [
      { code: 'other' },
      { code: 'not-found', text: 'x'.repeat(2_001) },
      { code: '__proto__' },
    ];
    for (const form of forms)
      expect((await noor.post('/desk/signatures/reject', { id: `${id}:confirmed`, ...form })).status).toBe(
        422,
      );
    expect(await stateOf(id)).toBe('confirmed');
  });

  test('takes back the last decision, a chosen many as one', async () => {
    const ids = [await make('confirmed'), await make('suspect'), await make('confirmed')];
    const chosen = [`${ids[0]}:confirmed`, `${ids[1]}:suspect`, `${ids[2]}:confirmed`];
    await noor.post('/desk/signatures/decide', { id: chosen, chosen: 'list' });
    expect(await Promise.all(ids.map(stateOf))).toEqual(['listed', 'listed', 'listed']);
    const page = await html(await noor.get('/desk/signatures'));
    expect(page).toMatch(/Undo last:[\s\S]*3 decisions/);
    const batch = /name="batch" value="([0-9a-f-]{36})"/.exec(page)?.[1] ?? '';
    // Another moderator may, too; one of another campaign not.
    const elsewhere = await as('moderator', { campaignId: other.campaignId });
    expect((await elsewhere.post('/desk/signatures/undo', { batch })).status).toBe(403);
    expect((await rana.post('/desk/signatures/undo', { batch })).headers.get('location')).toContain(
      'did=undo&n=3',
    );
    expect(await Promise.all(ids.map(stateOf))).toEqual(['confirmed', 'suspect', 'confirmed']);
    expect((await noor.post('/desk/signatures/undo', { batch })).status).toBe(404);
  });

  test('a script gets the row as it now is', async () => {
    const id = await make('confirmed');
    const { desk, origin } = testDesk(db);
    const part = await desk.app.request(`${origin}/desk/signatures/decide`, {
      method: 'POST',
      body: new URLSearchParams({ list: `${id}:confirmed`, back: '' }),
      headers: { 'x-test-member': noor.id, origin, 'x-desk-part': 'rows' },
    });
    const text = await html(part);
    expect(text).toContain(`<tr id="s-${id}" class="decided" data-state="listed">`);
    expect(text).toMatch(/id="queue-undo"[\s\S]*Undo last/);
    expect(text).not.toContain('<html');
  });
});

describe('all that a filter finds', () => {
  test('is counted and shown before, decided on as one, and what came later is left', async () => {
    await manySigned(db, place, 300, (n) => `sample flood ${n}`);
    const back = 'q=sample+flood';
    const page = await html(await noor.get(`/desk/signatures/bulk?back=${encodeURIComponent(back)}`));
    expect(page).toContain('Decide on 300 signatures');
    expect(page).toContain('sample flood 0');
    const until = /name="until" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const late = await make('confirmed', { organisation_name: 'sample flood late' });
    await sql`update signature set created_at = created_at + interval '1 minute', confirmed_at = confirmed_at where id = ${late}`.execute(
      db,
    );
    const answer = await noor.post('/desk/signatures/bulk', {
      back,
      until,
      decision: 'reject',
      code: 'not-serious',
      silent: 'yes',
    });
    expect(answer.headers.get('location')).toBe(`/desk/signatures?${back}&did=reject&n=300`);
    expect(await stateOf(late)).toBe('confirmed');
    const [log] = await db
      .selectFrom('audit')
      .select('detail')
      .where('actor', '=', `staff:${noor.id}`)
      .orderBy('at', 'desc')
      .limit(1)
      .execute();
    expect(log?.detail).toMatchObject({ decision: 'reject', done: 300, left: 0 });
  });

  test('of one campaign reaches no other', async () => {
    const far = await make('confirmed', { organisation_name: 'sample reach far' }, other);
    const near = await make('confirmed', { organisation_name: 'sample reach near' });
    const until = new Date(Date.now() + 1_000).toISOString();
    await here.post('/desk/signatures/bulk', { back: 'q=sample+reach', until, decision: 'list' });
    expect([await stateOf(near), await stateOf(far)]).toEqual(['listed', 'confirmed']);
  });

  test('needs a reason and a moment', async () => {
    expect((await noor.post('/desk/signatures/bulk', { decision: 'list', until: 'x' })).status).toBe(422);
    expect(
      (await noor.post('/desk/signatures/bulk', { decision: 'reject', until: new Date().toISOString() }))
        .status,
    ).toBe(422);
  });
});

describe('another campaign’s signatures', () => {
  test('are refused, alone, in a list and in a merge, and nothing of the list is decided', async () => {
    const mine = await make('confirmed');
    const theirs = await make('confirmed', { organisation_name: 'Sample Theirs' }, other);
    const both = [`${mine}:confirmed`, `${theirs}:confirmed`];
    const refused = [
      here.get(`/desk/signatures/${theirs}`),
      here.post(`/desk/signatures/${theirs}/contact`),
      here.post(`/desk/signatures/${theirs}/correct`, { name: 'Other' }),
      here.post('/desk/signatures/decide', { list: `${theirs}:confirmed` }),
      here.post('/desk/signatures/decide', { id: both }),
      here.get(`/desk/signatures/reject?id=${both[0]}&id=${both[1]}`),
      here.post('/desk/signatures/reject', { id: both, code: 'not-found' }),
      here.get(`/desk/signatures/merge?id=${both[0]}&id=${both[1]}`),
      here.post('/desk/signatures/merge', { id: both, kept: mine }),
      here.post('/desk/signatures/merge', { id: both, kept: theirs }),
    ];
    for (const answer of await Promise.all(refused)) {
      expect(answer.status).toBe(403);
      expect(await answer.text()).not.toContain('Sample Theirs');
    }
    expect([await stateOf(mine), await stateOf(theirs)]).toEqual(['confirmed', 'confirmed']);
    expect(
      (await noor.post('/desk/signatures/decide', { id: [`${newId()}:confirmed`, both[0] ?? ''] })).status,
    ).toBe(404);
    expect((await noor.post('/desk/signatures/decide', {})).status).toBe(404);
    for (const path of ['x', newId(), 'reject', 'merge'])
      expect((await noor.get(`/desk/signatures/${path}`)).status).toBe(404);
  });
});

describe('merging', () => {
  test('asks which one stays, merges, and both pages say so', async () => {
    const kept = await make('listed', { organisation_name: 'Sample Kept' });
    const merged = await make('confirmed', { organisation_name: 'Sample Merged' }, place, 'ar');
    const id = [`${kept}:listed`, `${merged}:confirmed`];
    expect(await html(await noor.get(`/desk/signatures/merge?id=${id[0]}&id=${id[1]}`))).toContain(
      'Which one stays?',
    );
    expect((await noor.post('/desk/signatures/merge', { id, kept: newId() })).status).toBe(422);
    expect(
      (await noor.post('/desk/signatures/merge', { id: [id[0] ?? '', `${merged}:listed`], kept })).status,
    ).toBe(409);
    expect((await noor.post('/desk/signatures/merge', { id, kept })).headers.get('location')).toContain(
      'did=merge&n=1',
    );
    expect(await reasonOf(merged)).toContain('سبق أن وصلنا');
    expect(await html(await noor.get(`/desk/signatures/${merged}`))).toMatch(
      /merged into:[\s\S]*Sample Kept/,
    );
    expect(await html(await noor.get(`/desk/signatures/${kept}`))).toMatch(
      /merged into this one:[\s\S]*Sample Merged/,
    );
  });
});

describe('a signature', () => {
  test('shows its contact only when asked, and who asked is logged before', async () => {
    const id = await make('confirmed', {
      email: 'asked.for@example.org',
      contact_name: 'Asked Person',
      contact_role: 'Chair',
    });
    expect(await html(await noor.get(`/desk/signatures/${id}`))).not.toMatch(/asked/i);
    const answer = await noor.post(`/desk/signatures/${id}/contact`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const page = await html(answer);
    for (const said of ['asked.for@example.org', 'Asked Person', 'Chair']) expect(page).toContain(said);
    const log = await db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'signature.contact')
      .where('subject', '=', `signature:${id}`)
      .execute();
    expect(log).toHaveLength(1);
    expect(JSON.stringify(log)).not.toMatch(/asked\.for|Asked Person/);
    await sql`update signature set email_sealed = null, contact_sealed = null where id = ${id}`.execute(db);
    expect(await html(await noor.get(`/desk/signatures/${id}`))).toContain('The contact was erased.');
  });

  test('nothing is shown where the log cannot be written', async () => {
    const id = await make('confirmed', { email: 'never.shown@example.org' });
    await sql`alter table audit add constraint full_disk check (action <> 'signature.contact') not valid`
      .execute(db)
      .catch(() => {});
    const answer = await noor.post(`/desk/signatures/${id}/contact`);
    await sql`alter table audit drop constraint full_disk`.execute(db);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.text()).not.toContain('never.shown');
  });

  test('has its name corrected, with what stood there in the history', async () => {
    const id = await make('listed', { organisation_name: 'Samlpe Wrong' });
    const wrong = await noor.post(`/desk/signatures/${id}/correct`, { name: '', nameAr: '…' });
    expect(wrong.status).toBe(422);
    expect(
      (await noor.post(`/desk/signatures/${id}/correct`, { name: 'Sample Right', nameAr: '' })).status,
    ).toBe(303);
    const page = await html(await noor.get(`/desk/signatures/${id}`));
    expect(page).toMatch(/<del><bdi>Samlpe Wrong<\/bdi><\/del>\s*<ins><bdi>Sample Right<\/bdi><\/ins>/);
    const person = await make('listed', { kind: 'person' });
    expect((await noor.post(`/desk/signatures/${person}/correct`, { name: 'X Y' })).status).toBe(409);
  });

  test('says what happened to it, what waits to be mailed, and what is like it', async () => {
    const id = await make('confirmed', { organisation_name: 'Sample History' });
    const like = await make('listed', { organisation_name: 'Sample Histori' });
    await noor.post('/desk/signatures/reject', { id: `${id}:confirmed`, code: 'not-found', to: 'page' });
    const page = await html(await noor.get(`/desk/signatures/${id}`));
    expect(page).toMatch(/Noor Sample[\s\S]*Not found[\s\S]*We could not find this organisation/);
    expect(page).toMatch(/leaves in 10 minutes/);
    expect(page).toContain(`/desk/signatures/${like}`);
  });

  test('of a person is called a person, unless it is listed by name', async () => {
    const listed = await make('listed', { kind: 'person', contact_name: 'Layla Listed', publicity: 'name' });
    const held = await make('suspect', { kind: 'person', contact_name: 'Huda Held', publicity: 'name' });
    expect(await html(await noor.get(`/desk/signatures/${listed}`))).toContain('Layla Listed');
    expect(await html(await noor.get(`/desk/signatures/${held}`))).not.toContain('Huda');
  });
});
