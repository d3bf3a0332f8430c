/**
 * Every table that the application reads or writes, by name. Empty here: each slice's `store.ts` adds its own by
 * `declare module`, so that the foundation knows no slice and a query over a table nobody declared does not compile.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Tables {}
