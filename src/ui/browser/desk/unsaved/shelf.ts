import type { Fields } from './form-state.ts';

/** A form as one page of one browser had it when it was last typed into. */
export interface Kept {
  /** Milliseconds since 1970. */
  at: number;
  fields: Fields;
}

/** Which form it was, as `data-unsaved` says it: thing, language, revision it began from, who typed. */
export interface FormKey {
  thing: string;
  lang: string;
  base: string;
  member: string;
}

export interface KeptEntry {
  name: string;
  key: FormKey;
  kept: Kept;
}

const prefix = 'tadamun:unsaved:';
/** In milliseconds. */
const keptFor = 14 * 24 * 60 * 60 * 1000;

/** @returns the form that a key names; null for what is none of ours. */
export function parseKey(text: string | undefined): FormKey | null {
  const [thing, lang, base, member, more] = (text ?? '').split(':');
  return thing && lang && base && member && more === undefined ? { thing, lang, base, member } : null;
}

/** @returns a name under which one page keeps one form: no other page writes there. */
export function entryName({ thing, lang, base, member }: FormKey): string {
  return `${prefix}${thing}:${lang}:${base}:${member}#${crypto.getRandomValues(new Uint32Array(2)).join('')}`;
}

/** Keeps, where the browser lets us: a private window or a full disk may not. */
export function keep(name: string, kept: Kept): boolean {
  try {
    localStorage.setItem(name, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

/** Forgets what was kept under a name. */
export function drop(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    // Then nothing was kept either.
  }
}

/** @returns all that is kept in this browser, the newest first; what is too old, or not ours, goes. */
export function everythingKept(now: number): KeptEntry[] {
  return names()
    .flatMap((name) => {
      const key = parseKey(name.slice(prefix.length).split('#')[0]);
      const kept = read(name);
      if (key && kept && now - kept.at < keptFor) return [{ name, key, kept }];
      drop(name);
      return [];
    })
    .sort((a, b) => b.kept.at - a.kept.at);
}

/** Whoever signs out leaves nothing behind on a machine that others may use. */
export function dropEverything(): void {
  for (const name of names()) drop(name);
}

function names(): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  } catch {
    return [];
  }
}

function read(name: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? '');
    if (typeof kept !== 'object' || kept === null || !('at' in kept) || !('fields' in kept)) return null;
    if (typeof kept.at !== 'number' || typeof kept.fields !== 'object' || kept.fields === null) return null;
    // Only `keep` writes under our names, and it writes lists of texts.
    return { at: kept.at, fields: kept.fields as Fields };
  } catch {
    return null;
  }
}
