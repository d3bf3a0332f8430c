import { expect, test } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { testSite } from '../../tests/site.ts';

const { db } = await testDatabase({ starter: false });
const { app } = testSite(db);
const main = async (path: string) => {
  const html = await (await app.request(path)).text();
  return html.slice(html.indexOf('<main'), html.indexOf('</main>'));
};

test.each(['companies', 'incidents', 'contracts', 'cases', 'laws'])(
  'a record without %s says that nobody has researched them: no count of nothing, nothing to choose from',
  async (list) => {
    const html = await main(`/en/record/${list}`);
    expect(html.toLowerCase()).toContain('not yet researched');
    expect(html).not.toMatch(/\b(0|no) (companies|incidents?|contracts?|cases?|laws?)\b/i);
    expect(html).not.toContain('<form');
    expect(await main(`/ar/record/${list}`)).toContain('لم يُبحث بعد');
  },
);

test.each(['', '/companies', '/incidents', '/contracts', '/cases', '/laws', '/treaty', '/sources'])(
  'the page of an empty record at /record%s has no empty box',
  async (path) => {
    const html = await main(`/en/record${path}`);
    expect(html).toContain('<h1>');
    expect(html.match(/<(div|section|ul|ol|p|aside|details)\b[^>]*>\s*<\/\1>/g)).toBeNull();
  },
);

test('who asks for something among nothing is told that nothing matches', async () => {
  expect(await main('/en/record/companies?country=IQ')).toContain('The record holds no such company.');
  expect(await main('/en/record/contracts?year=2008')).toContain('No contract on record fits this choice.');
});
