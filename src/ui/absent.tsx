import type { Context } from 'hono';
import type { Db } from '../foundation/database/database.ts';
import { findFormerSlug } from '../foundation/history/slugs.ts';
import { wasPublished } from '../foundation/history/stand.ts';
import type { ThingKind } from '../foundation/history/tables.ts';
import { gonePage } from './errors.tsx';
import type { PageEnv } from './respond.tsx';

/**
 * The answer where nothing public stands at a slug: a permanent redirect to where it went, "gone" for what was public
 * once, else "not found".
 * @param folder the address above the slug, below the language: `/news`.
 * @param asked what of the query goes along to where it went, with its mark: `?on=2008`.
 */
export async function absent(
  c: Context<PageEnv>,
  db: Db,
  kind: ThingKind,
  slug: string,
  folder: string,
  asked = '',
): Promise<Response> {
  const [present, gone] = await Promise.all([findFormerSlug(db, kind, slug), wasPublished(db, kind, slug)]);
  if (present !== null && present !== slug)
    return c.redirect(`/${c.var.lang}${folder}/${present}${asked}`, 301);
  return gone ? gonePage(c) : c.notFound();
}
