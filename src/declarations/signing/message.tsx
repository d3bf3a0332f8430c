import type { Context as HonoContext } from 'hono';
import type { Child } from 'hono/jsx';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { type PageEnv, respond } from '../../ui/respond.tsx';

export type Context = HonoContext<PageEnv>;

/** The declaration's address in the language of the page. */
export function declarationOf(c: Context): string {
  return `/${c.var.lang}/campaigns/${c.req.param('campaign')}/declaration`;
}

/** A page that is one message, for nobody's cache and nobody's referrer. */
export function message(c: Context, body: Child, title: MessageKey, status: 200 | 410 = 200) {
  if (!c.var.t) return c.notFound();
  return respond(c, {
    title: c.var.t(title),
    description: '',
    path: null,
    tags: null,
    status,
    secret: true,
    body,
  });
}
