import { cleanLine } from '../../foundation/text/plain.ts';
import type { Desk } from '../desk.ts';
import type { Editable } from './model.ts';
import { suggestThings } from './things-store.ts';

const most = 12;

/** What a field that names another thing suggests while somebody types: `?q=` of a kind, or of several, as JSON. */
export function suggestRoutes(desk: Desk, editables: readonly Editable[]): void {
  const kinds = new Set(
    editables.flatMap(({ own }) => own.flatMap((field) => (field.kind === 'thing' ? [field.of].flat() : []))),
  );
  desk.get('/desk/suggest/:kind', 'content.read', 'any', async (c) => {
    // A field may take things of several kinds: `company incident`.
    const asked = [...kinds].filter((kind) => c.req.param('kind')?.split(' ').includes(kind));
    if (asked.length === 0) return c.json([], 404);
    const q = cleanLine((c.req.query('q') ?? '').slice(0, 120), 120);
    if (!q.ok || q.text.length < 2) return c.json([]);
    const options = { lang: c.var.lang, limit: most };
    const found = await Promise.all(asked.map((kind) => suggestThings(desk.site.db, kind, q.text, options)));
    return c.json(
      found
        .flat()
        .slice(0, most)
        .map(({ handle, title }) => ({ handle, title })),
    );
  });
}
