/** Remembers what many requests read and few change, until something changes. */
export interface Memo {
  /**
   * @returns what `load` gives, or gave since the last change. Concurrent asks share one load; a failed load is forgotten.
   * @param key says what it is, language and slug included.
   */
  get<T>(key: string, load: () => Promise<T>): Promise<T>;
  /** Something changed: all is forgotten, also what is being loaded at this moment. */
  forget(): void;
  /** Whether changes are heard. While they are not, nothing is remembered. */
  hear(heard: boolean): void;
}

/** Enough for every campaign in every language; more means that keys are made by visitors. */
const mostKept = 500;

/** A memo that trusts nothing until it is told that changes are heard. */
export function createMemo(): Memo {
  let heard = false;
  const kept = new Map<string, Promise<unknown>>();
  return {
    get<T>(key: string, load: () => Promise<T>): Promise<T> {
      if (!heard) return load();
      const known = kept.get(key);
      // A key is always asked for with the same load, so what it gave is a T.
      if (known) return known as Promise<T>;
      if (kept.size >= mostKept) kept.clear();
      const loading = load();
      kept.set(key, loading);
      loading.catch(() => {
        if (kept.get(key) === loading) kept.delete(key);
      });
      return loading;
    },
    forget: () => kept.clear(),
    hear(now) {
      heard = now;
      kept.clear();
    },
  };
}
