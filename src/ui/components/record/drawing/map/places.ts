import type { Point } from '../boxes.ts';
import { project } from './projection.ts';

/** The towns that a reader finds the way by; the first are named first where there is no room for all. */
export const towns = {
  baghdad: project(33.315, 44.366),
  basra: project(30.508, 47.783),
  mosul: project(36.34, 43.13),
  erbil: project(36.191, 44.009),
  kirkuk: project(35.468, 44.392),
  najaf: project(32.0, 44.335),
  falluja: project(33.353, 43.78),
  nasiriyah: project(31.046, 46.259),
  sulaymaniyah: project(35.561, 45.43),
} as const satisfies Record<string, Point>;

export type Town = keyof typeof towns;

/** Where the names of the neighbours stand (ISO 3166-1 codes). */
export const neighbours: Readonly<Record<string, Point>> = {
  SY: { x: 55, y: 88 },
  TR: { x: 92, y: 20 },
  IR: { x: 292, y: 112 },
  JO: { x: 28, y: 262 },
  SA: { x: 118, y: 318 },
  KW: { x: 304, y: 350 },
};
