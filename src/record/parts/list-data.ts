/** A list for machines, beside a page. */
export interface ListData {
  href: string;
  /** The page is narrowed by more than the list for machines can be. */
  wider: boolean;
}

/**
 * @returns the list of a kind for machines, narrowed as a page is.
 * @param filters its own parameters, by the names of the interface; null is not asked for.
 * @param more what else the page is narrowed by: null, false and '' narrow nothing.
 */
export function listData(
  list: string,
  filters: Readonly<Record<string, string | null>> = {},
  more: readonly (string | boolean | null)[] = [],
): ListData {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== null) asked.set(name, value);
  return { href: `/api/v1/${list}${asked.size === 0 ? '' : `?${asked}`}`, wider: more.some(Boolean) };
}
