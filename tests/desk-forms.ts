/** A form of a page of the desk, with what stands in it. */
export interface Form {
  action: string;
  fields: [string, string][];
}

const plain = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
const attribute = (tag: string, name: string) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found ? plain(found[1] ?? '') : null;
};

/** @returns the forms of a page that post. */
export function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, tag = '', inner = '']) => {
    const action = attribute(` ${tag}`, 'action');
    if (attribute(` ${tag}`, 'method') !== 'post' || !action) return [];
    const fields = [
      ...inner.matchAll(
        /<(input|select|textarea|button)\b([^>]*)>(?:(?<=<(?:select|textarea)\b[^>]*>)([\s\S]*?)<\/\1>)?/g,
      ),
    ].flatMap(([, kind, tag = '', held = '']) => {
      const name = attribute(` ${tag}`, 'name');
      const chosen =
        /<option\b[^>]*\bselected\b[^>]*>/.exec(held)?.[0] ?? /<option\b[^>]*>/.exec(held)?.[0] ?? '';
      const value =
        kind === 'textarea' ? plain(held) : attribute(kind === 'select' ? chosen : ` ${tag}`, 'value');
      return name ? [[name, value ?? 'x'] satisfies [string, string]] : [];
    });
    return [{ action, fields }];
  });
}
