import { raw } from 'hono/html';

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/**
 * @returns JSON that may stand in a `script` element: with no `<` left, neither `</script>` nor `<!--` can end or
 * change it (HTML, "Restrictions for contents of script elements"). JSON reads `\u003c` as the same character.
 */
export function scriptJson(data: Json): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

/**
 * What the page says to machines (schema.org). The type makes it a data block, never run as a script.
 * `raw` is safe here and only here: `scriptJson` leaves no character that HTML would read as markup inside a script.
 */
export function JsonLd({ data }: { data: Json }) {
  return <script type="application/ld+json">{raw(scriptJson(data))}</script>;
}
