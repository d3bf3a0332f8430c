import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from './database.ts';
import { testDesk } from './desk.ts';
import { formsOf } from './desk-forms.ts';
import { testSite } from './site.ts';

// Translators and researchers write drafts: whatever they send by the forms of the desk, no page of the public says it.

const mark = 'Planted Words';

test.each(['translator', 'researcher'] as const)(
  'a %s, with every form there is, brings no word to the public',
  async (role) => {
    const { db } = await testDatabase({ starter: true });
    const { desk, as } = testDesk(db);
    const [owner, writer] = [await as('owner'), await as(role)];
    const { rows: ids } = await sql<{ id: string; kind: string; slug: string }>`select id, kind, slug from (
    select t.*, row_number() over (partition by t.kind order by t.id) as n from thing t) x
    where n <= 2 and kind in ('news', 'item', 'campaign', 'point', 'organisation', 'initiative', 'declaration')`.execute(
      db,
    );
    const forms = new Map<string, { action: string; fields: [string, string][] }>();
    for (const { method, path } of desk.routes) {
      if (method !== 'GET' || /:(?!id\b|lang\b)/.test(path) || /:id\{/.test(path)) continue;
      for (const { id } of path.includes(':id') ? ids : [{ id: '' }])
        for (const lang of path.includes('/:id') && !path.includes(':lang') ? ['', '?lang=ar'] : ['']) {
          const answer = await owner.get(path.replace(':id', id).replace(':lang', 'ar') + lang);
          const html = await answer.text();
          if (answer.status === 200)
            for (const form of formsOf(html)) forms.set(form.action + JSON.stringify(form.fields), form);
        }
    }
    let taken = 0;
    for (const { action, fields } of forms.values()) {
      // Of their own account and their own uploads, which nobody else sees.
      if (/^\/desk\/(account|sign-out|uploads|monday)/.test(action)) continue;
      const body = new URLSearchParams();
      for (const [name, value] of fields) {
        const words =
          /title|name|body|summary|text|label|role|preamble|closing|quotation|page|alt|credit|note/.test(
            name,
          );
        body.append(name, words ? `${mark} ${value}`.slice(0, 90) : value);
      }
      const answer = await writer.ask(action, { method: 'POST', body });
      if (answer.status < 400) taken += 1;
    }
    expect(taken).toBeGreaterThan(0);
    const { app } = testSite(db);
    const said: string[] = [];
    const seen = new Set<string>();
    const queue = ['/en', '/ar'];
    for (let path = queue.shift(); path !== undefined && seen.size < 150; path = queue.shift()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const html = await (await app.request(path)).text();
      if (html.includes(mark)) said.push(path);
      for (const [, href = ''] of html.matchAll(/href="(\/(?:en|ar)[^"#?]*)"/g))
        if (!seen.has(href)) queue.push(href);
    }
    expect(seen.size).toBeGreaterThan(50);
    expect(said).toEqual([]);
  },
);
