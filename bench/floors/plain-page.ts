import { startFloor } from './bare.ts';
import type { Floor } from './floor.ts';

/** What a page costs when nothing is worked out for it. */
export interface PlainPage {
  readonly path: string;
  /** Base64. */
  readonly html: string;
  /** How many queries the page makes; here each finds nothing. */
  readonly queries: number;
}

/** A bare `node:http` server that asks the database as often as our pages do and sends the same HTML. */
export function startPlainPages(
  port: number,
  databaseUrl: string,
  pages: readonly PlainPage[],
): Promise<Floor> {
  return startFloor('./plain-page-server.ts', port, { databaseUrl, pages });
}
