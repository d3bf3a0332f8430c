import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testDesk } from '../../../tests/desk.ts';
import { leastOf } from '../../desk/editing/form/fields.ts';
import { editables } from '../../editables.ts';

const ofRecord = editables.filter(
  ({ publish, growing, namedElsewhere }) => publish === 'record.publish' && growing && !namedElsewhere,
);

/** What a browser sends of a choice that nobody touched: what is marked, else the first. */
const untouched = (html: string, name: string): string | undefined => {
  const select = new RegExp(`<select[^>]* name="${name}".*?</select>`, 's').exec(html)?.[0] ?? '';
  return (/<option value="([^"]*)" selected/.exec(select) ?? /<option value="([^"]*)"/.exec(select))?.[1];
};

test('a new form of the record states nothing that nobody chose, and says what is left to choose', async () => {
  const { db } = await testDatabase({ starter: true });
  const researcher = await testDesk(db).as('researcher');
  expect(ofRecord.map(({ kind }) => kind)).toContain('law');
  for (const { kind, path, own } of ofRecord) {
    const html = await (await researcher.get(`${path}/new`)).text();
    for (const field of own) {
      if (field.kind !== 'choice' || !field.required) continue;
      expect(untouched(html, field.name), `${kind}: ${field.name}`).toBe(leastOf(field) ?? '');
    }
  }
  const answer = await researcher.post('/desk/laws/new', {
    primary_lang: 'en',
    title: 'A sample law',
    country: 'IQ',
    kind: '',
    status: 'in-force',
    prohibits: 'unknown',
    licenses: 'unknown',
    immunity: 'unknown',
    jurisdiction: 'unknown',
    remedy: 'unknown',
  });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('<a href="#kind">What it mainly does: Choose one of the list.</a>');
});

test('a link may choose in the form that it opens', async () => {
  const { db } = await testDatabase({ starter: true });
  const researcher = await testDesk(db).as('researcher');
  const html = await (await researcher.get('/desk/laws/new?kind=licenses')).text();
  expect(untouched(html, 'kind')).toBe('licenses');
});
