/** What a form of an ordered list asks for: a step of one, another order of all, or something else with one of them. */
export interface Asked {
  todo: string;
  id: string;
}

/** Reads `todo:id` of the button that was pressed; the script that lets people drag sends `order:` with all ids. */
export function askedIn(body: Record<string, unknown>): Asked {
  const [, todo = '', id = ''] = /^([a-z]+):(.*)$/s.exec(typeof body.do === 'string' ? body.do : '') ?? [];
  return { todo, id };
}

/**
 * @returns the list after a step up or down, or in the order that was dragged; as it was where that is not possible.
 * @param key names a member, as the form does.
 */
export function reordered<T>(list: readonly T[], { todo, id }: Asked, key: (member: T) => string): T[] {
  const result = [...list];
  if (todo === 'order') {
    const wanted = id.split(',');
    const place = (member: T) => {
      const at = wanted.indexOf(key(member));
      return at === -1 ? wanted.length : at;
    };
    return result.sort((a, b) => place(a) - place(b));
  }
  const at = result.findIndex((member) => key(member) === id);
  const to = todo === 'up' ? at - 1 : todo === 'down' ? at + 1 : at;
  const [moved, other] = [result[at], result[to]];
  if (at === -1 || moved === undefined || other === undefined) return result;
  result[to] = moved;
  result[at] = other;
  return result;
}
