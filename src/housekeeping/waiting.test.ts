import { expect, test } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { testDesk } from '../../tests/desk.ts';
import { testSite } from '../../tests/site.ts';
import { sampleLaw } from '../record/claims/claims.world.ts';
import { readPerson } from '../staff/store.ts';
import { createWaiting } from './waiting.ts';

test('the numbers of the menu are counted once for some clicks, and afresh after something was done', async () => {
  const { db } = await testDatabase({ starter: false });
  const desk = testDesk(db);
  const [researcher, reviewer] = [await desk.as('researcher'), await desk.as('reviewer')];
  const person = await readPerson(db, reviewer.id as Parameters<typeof readPerson>[1]);
  if (!person) throw new Error('no such person');
  const { site } = testSite(db);
  const waiting = createWaiting(site);
  expect((await waiting(person)).claims).toBeUndefined();
  expect((await researcher.post('/desk/laws/new', sampleLaw)).status).toBe(303);
  expect((await waiting(person, true)).claims).toBe(1);
  expect((await waiting(person)).claims).toBe(1);
});
