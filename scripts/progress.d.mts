/** See progress.mjs. */
export function step<T>(
  name: string,
  work: () => Promise<T>,
  options?: { out?: NodeJS.WriteStream; detail?: (result: T) => string },
): Promise<T>;
