/** A step from one company to another. `order` is its date as text (`2014`, `2014-07`); null where none is known. */
export interface Step {
  from: string;
  to: string;
  order: string | null;
}

/**
 * Puts the ids into rows so that time runs downwards: who came before stands above whom it became, as far as there is a
 * before. Of those that may come next the one whose step was earliest does; in a circle somebody has to be first. What
 * hangs together stands together, the part with `first` at the top. Each id comes once; steps from or to others, and from
 * an id to itself, count for nothing.
 */
export function inOrder(ids: readonly string[], steps: readonly Step[], first?: string): string[] {
  const known = new Set(ids);
  const valid = steps.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
  const out = groupBy(valid, ({ from }) => from);
  const into = groupBy(valid, ({ to }) => to);
  const place = new Map([...known].map((id, index) => [id, index]));

  const parts: string[][] = [];
  const seen = new Set<string>();
  for (const id of first !== undefined && known.has(first) ? [first, ...known] : known) {
    if (seen.has(id)) continue;
    const part: string[] = [];
    const open = [id];
    seen.add(id);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      part.push(next);
      const near = [...(out.get(next) ?? []), ...(into.get(next) ?? [])].flatMap(({ from, to }) => [
        from,
        to,
      ]);
      for (const other of near) {
        if (seen.has(other)) continue;
        seen.add(other);
        open.push(other);
      }
    }
    parts.push(part);
  }

  return parts.flatMap((part) => {
    const waiting = new Set(part);
    const done: string[] = [];
    const blocked = (id: string) => (into.get(id) ?? []).filter(({ from }) => waiting.has(from)).length;
    const when = (id: string) => {
      const dates = (into.get(id) ?? out.get(id) ?? []).map(({ order }) => order ?? '9999');
      return dates.sort().at(into.has(id) ? -1 : 0) ?? '9999';
    };
    while (waiting.size > 0) {
      const [next] = [...waiting].sort(
        (a, b) =>
          blocked(a) - blocked(b) ||
          when(a).localeCompare(when(b)) ||
          (place.get(a) ?? 0) - (place.get(b) ?? 0),
      );
      if (next === undefined) break;
      waiting.delete(next);
      done.push(next);
    }
    return done;
  });
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
