import { z } from 'zod';
import type { Id } from '../../foundation/database/id.ts';
import { parseHost } from '../../foundation/text/host.ts';
import { cleanLine } from '../../foundation/text/plain.ts';
import { pastDay, reasonLine } from '../register/model.ts';
import { type Flag, holdingFlags } from '../signing/model.ts';

export type CleanupState = 'draft' | 'running' | 'done' | 'stopped' | 'undoing' | 'undone' | 'dropped';

/** What the public is told of why signatures were removed. */
export const categories = ['automated', 'invented', 'duplicate', 'request'] as const;
export type Category = (typeof categories)[number];

export const cleanupFlags = [...holdingFlags, 'same-organisation'] as const satisfies readonly Flag[];

/** Which signatures a clean-up is about: all conditions that are there hold. Never none. */
export interface Conditions {
  /** The registrable domain of the mail address ('example.org'). */
  domain?: string;
  /** Days in Baghdad, both within. */
  from?: string;
  until?: string;
  /** The form was filled in fewer seconds than these. */
  seconds?: number;
  /** In whose minute at least so many were signed. */
  burst?: number;
  /** A shown name, with * for any letters and ? for one. */
  pattern?: string;
  flag?: Flag;
  kind?: 'organisation' | 'person';
}

export interface Cleanup {
  id: Id;
  versionId: Id;
  campaignId: Id;
  campaignSlug: string;
  state: CleanupState;
  conditions: Conditions;
  category: Category;
  reason: string;
  madeBy: string;
  madeAt: Date;
  touched: number;
  restored: number;
  endedAt: Date | null;
  undoneAt: Date | null;
}

/** How long a clean-up can be undone; then the names it kept for that are erased. */
export const undoDays = 90;

/** More wildcards than these make no pattern more exact, only slower. */
const mostWildcards = 6;

/**
 * @returns the pattern for SQL's ILIKE, in which only `*` and `?` mean more than themselves. No regular expression: its
 * cost is bounded by the length of the name.
 */
export function likePattern(pattern: string): string {
  return pattern
    .replace(/[\\%_]/g, '\\$&')
    .replace(/\*+/g, '%')
    .replaceAll('?', '_');
}

const none = z.literal('').transform(() => undefined);
const number = (least: number, most: number) =>
  z.union([
    none,
    z
      .string()
      .regex(/^\d{1,6}$/)
      .transform(Number)
      .refine((n) => n >= least && n <= most),
  ]);

/** @param today YYYY-MM-DD in Baghdad. */
export const cleanupForm = (today: string) =>
  z
    .object({
      domain: z.union([
        none,
        z
          .string()
          .trim()
          .transform((text, context) => {
            const registrable = parseHost(text.replace(/^.*@/, '').toLowerCase())?.registrable;
            if (registrable) return registrable;
            context.addIssue({ code: 'custom', message: 'domain' });
            return z.NEVER;
          }),
      ]),
      from: z.union([none, pastDay(today)]),
      until: z.union([none, pastDay(today)]),
      seconds: number(1, 3600),
      burst: number(2, 100_000),
      pattern: z.union([
        none,
        z.string().transform((text, context) => {
          const cleaned = cleanLine(text, 100);
          const wildcards = cleaned.ok ? (cleaned.text.match(/\*+|\?/g) ?? []).length : 0;
          // A pattern of wildcards alone is no condition.
          if (cleaned.ok && /[\p{L}\p{N}]/u.test(cleaned.text) && wildcards <= mostWildcards)
            return cleaned.text;
          context.addIssue({ code: 'custom', message: 'pattern' });
          return z.NEVER;
        }),
      ]),
      flag: z.union([none, z.enum(cleanupFlags)]),
      kind: z.union([none, z.enum(['organisation', 'person'])]),
      category: z.enum(categories),
      reason: reasonLine,
    })
    .transform(({ category, reason, ...conditions }) => ({
      category,
      reason,
      // What was left empty is no condition.
      conditions: Object.fromEntries(
        Object.entries(conditions).filter(([, value]) => value !== undefined),
      ) as Conditions, // of the same keys
    }));

/** Which of the buttons a clean-up has in its state. */
export function waysOn(
  cleanup: Pick<Cleanup, 'state' | 'endedAt' | 'touched'>,
  now: Date,
): ('run' | 'drop' | 'stop' | 'undo')[] {
  switch (cleanup.state) {
    case 'draft':
      return ['run', 'drop'];
    case 'running':
      return ['stop'];
    case 'done':
    case 'stopped': {
      const age = now.valueOf() - (cleanup.endedAt?.valueOf() ?? 0);
      return cleanup.touched > 0 && age < undoDays * 86_400_000 ? ['undo'] : [];
    }
    default:
      return [];
  }
}
