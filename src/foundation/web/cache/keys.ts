/** Says which page an address asks for; null when it is not one that may be kept. Depends on nothing but the URL. */
export type KeyOf = (url: URL) => { readonly key: string } | null;

/** Longer targets are left to the application, which refuses them. */
export const longestTarget = 2_048;
const remembered = 4_096;

/**
 * Maps request targets, as sent, to keys. `origin` is our own: the Host header has no say in it. What `keyOf`
 * answered is remembered for short targets, so that a hit parses no URL.
 */
export class Keys {
  readonly #known = new Map<string, string>();
  readonly #origin: string;
  readonly #keyOf: KeyOf;

  constructor(origin: string, keyOf: KeyOf) {
    this.#origin = origin;
    this.#keyOf = keyOf;
  }

  /** The key of a target in origin form; null when it is malformed, too long or not a page. Never throws. */
  of(target: string): string | null {
    return this.#known.get(target) ?? this.#parse(target);
  }

  #parse(target: string): string | null {
    if (target.charCodeAt(0) !== 0x2f || target.length > longestTarget) return null;
    let key: string | undefined;
    try {
      key = this.#keyOf(new URL(this.#origin + target))?.key;
    } catch {
      return null;
    }
    if (key === undefined) return null;
    if (target.length <= 512) this.#remember(target, key);
    return key;
  }

  // Emptied when full: the targets that matter are back after one request each, and no list has to be kept in order.
  #remember(target: string, key: string): void {
    if (this.#known.size >= remembered) this.#known.clear();
    this.#known.set(target, key);
  }
}

/**
 * The key of a page whose content depends on its path and the query parameters named in `counting`: these in
 * alphabetical order, the first value of each, the empty ones left out; all others ignored. It is also the address
 * that is rendered, so the application never sees what was ignored.
 */
export function pageKey(url: URL, counting: readonly string[] = []): { key: string } {
  const kept = new URLSearchParams();
  for (const name of [...counting].sort()) {
    const value = url.searchParams.get(name);
    if (value !== null && value !== '') kept.set(name, value);
  }
  return { key: kept.size === 0 ? url.pathname : `${url.pathname}?${kept}` };
}
