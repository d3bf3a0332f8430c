import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { addressHash } from '../../foundation/crypto/hash.ts';
import { readOrMakeKeys, writeKeys } from '../../foundation/crypto/key-file.ts';
import { type KeyRing, rotated } from '../../foundation/crypto/keys.ts';
import { open, seal } from '../../foundation/crypto/seal.ts';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import { rotateKeys } from './reseal.ts';
import { openContact, openEmail, sealEmail } from './sign.ts';

async function installation(count: number): Promise<{ db: Db; keyFile: string; ring: KeyRing; ids: Id[] }> {
  const { db } = await testDatabase({ starter: true });
  const folder = await mkdtemp(join(tmpdir(), 'reseal-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const keyFile = join(folder, 'secret.key');
  const ring = await readOrMakeKeys(keyFile);
  const wording = await db
    .selectFrom('declaration_wording')
    .select(['sha256', 'version_id'])
    .where('state', '=', 'published')
    .executeTakeFirstOrThrow();
  const ids = Array.from({ length: count }, newId);
  await db
    .insertInto('signature')
    .values(
      ids.map((id, index) => ({
        id,
        version_id: wording.version_id,
        wording_sha256: wording.sha256,
        lang: 'ar' as const,
        kind: 'person' as const,
        organisation_name: null,
        organisation_name_ar: null,
        country: 'IQ',
        website: null,
        publicity: 'name' as const,
        updates: false,
        email_sealed: index % 5 === 4 ? null : sealEmail(ring, id, `person${index}@example.org`),
        contact_sealed: seal(
          ring,
          'contact',
          JSON.stringify({ name: 'سارة', role: null }),
          `signature:${id}:contact`,
        ),
        email_hash: addressHash(ring, `person${index}@example.org`),
        canonical_hash: addressHash(ring, `person${index}@example.org`),
        organisation_key: null,
        flags: [],
      })),
    )
    .execute();
  const mail = newId();
  const sealed = seal(ring, 'outbox', '{"subject":"x"}', `kept-mail:${mail}`);
  await db
    .insertInto('kept_mail')
    .values({ id: mail, kind: 'confirm', signature_id: ids[0] ?? null, sealed })
    .execute();
  return { db, keyFile, ring, ids };
}

/** Everything that is sealed, opened with this ring the way the product opens it. */
async function allOpened(db: Db, ring: KeyRing): Promise<unknown[]> {
  const rows = await db
    .selectFrom('signature')
    .select(['id', 'email_sealed', 'contact_sealed'])
    .orderBy('id')
    .execute();
  const signatures = rows.map(({ id, email_sealed: emailSealed, contact_sealed: contactSealed }) => [
    openEmail(ring, { id, emailSealed }),
    openContact(ring, { id, contactSealed }),
  ]);
  const mails = await db.selectFrom('kept_mail').select(['id', 'sealed']).execute();
  return [...signatures, ...mails.map(({ id, sealed }) => open(ring, 'outbox', sealed, `kept-mail:${id}`))];
}

test('after a rotation the new key alone opens everything, and the keyed hashes are the same', async () => {
  const { db, keyFile, ring } = await installation(1203);
  const before = await allOpened(db, ring);
  const seen: number[] = [];
  const rotation = await rotateKeys(db, keyFile, (looked) => seen.push(looked));
  expect(rotation).toMatchObject({ resumed: false, current: 'k2', unreadable: 0, removed: ['k1'] });
  expect(rotation.resealed).toBe(before.flat().filter((text) => text !== null).length);
  expect(seen.at(-1)).toBe(rotation.resealed);

  const after = await readOrMakeKeys(keyFile);
  expect(after.keyIds).toEqual(['k2']);
  expect(await allOpened(db, after)).toEqual(before);
  const old = await allOpened(db, ring);
  expect(JSON.stringify(old)).not.toContain('example.org');
  expect(addressHash(after, 'person0@example.org')).toEqual(addressHash(ring, 'person0@example.org'));
});

test('cut off at any point, everything opens with the file as it stands, and the next call ends it', async () => {
  const { db, keyFile, ring } = await installation(1100);
  const before = await allOpened(db, ring);
  class Killed extends Error {}
  const killed = rotateKeys(db, keyFile, (looked) => {
    if (looked > 1000) throw new Killed();
  });
  await expect(killed).rejects.toThrow(Killed);
  const between = await readOrMakeKeys(keyFile);
  expect(between.keyIds).toEqual(['k1', 'k2']);
  expect(await allOpened(db, between)).toEqual(before);

  const rotation = await rotateKeys(db, keyFile);
  expect(rotation).toMatchObject({ resumed: true, current: 'k2', removed: ['k1'] });
  expect(rotation.resealed).toBeLessThan(before.flat().filter((text) => text !== null).length);
  expect(await allOpened(db, await readOrMakeKeys(keyFile))).toEqual(before);
});

test('cut off before the old key was removed: it is removed, and no further key is made', async () => {
  const { db, keyFile } = await installation(3);
  await rotateKeys(db, keyFile);
  const ring = await readOrMakeKeys(keyFile);
  await writeKeys(keyFile, rotated(ring));
  expect(await rotateKeys(db, keyFile)).toMatchObject({ resumed: true, current: 'k3', removed: ['k2'] });
});

test('a damaged text stays as it is and keeps its key; a later rotation still makes a new one', async () => {
  const { db, keyFile, ids } = await installation(4);
  const spoilt = Buffer.from(sealEmail(await readOrMakeKeys(keyFile), newId(), 'moved@example.org'));
  const [id] = ids;
  if (id === undefined) throw new Error('no signature');
  await db.updateTable('signature').set({ email_sealed: spoilt }).where('id', '=', id).execute();
  expect(await rotateKeys(db, keyFile)).toMatchObject({ current: 'k2', unreadable: 1, removed: [] });
  expect(await rotateKeys(db, keyFile)).toMatchObject({ resumed: false, current: 'k3', unreadable: 1 });
  const row = await db
    .selectFrom('signature')
    .select('email_sealed')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  expect(row.email_sealed).toEqual(spoilt);
  expect(await readFile(keyFile, 'utf8')).toContain('"k1"');
});
