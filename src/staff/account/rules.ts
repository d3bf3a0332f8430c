import type { Factors } from '../access/account-store.ts';
import { freshHours } from '../access/terms.ts';
import { type Member, needsTwoFactors } from '../model.ts';

/**
 * Why a person may not change what they sign in with. `one_factor`: there is a second factor, and this session was opened
 * without it: whoever knows the password alone could make one of their own. `stale`: signed in too long ago.
 */
export type Refusal = 'one_factor' | 'stale';

/** Whether a session may add, replace or remove factors. @param openedAt when the session was opened */
export function refusalOfChange(
  member: Pick<Member, 'twoFactors'>,
  factors: Factors,
  openedAt: Date | null,
  now: Date,
): Refusal | null {
  if (hasSecond(factors) && !member.twoFactors) return 'one_factor';
  const age = now.getTime() - (openedAt?.getTime() ?? 0);
  return age > freshHours * 3_600_000 ? 'stale' : null;
}

/** Whether somebody has a second factor at all. */
export function hasSecond({ totp, passkeys }: Factors): boolean {
  return totp || passkeys > 0;
}

/** Whether a person can still come in, with as many factors as they need, when one of these is taken away. */
export function canDoWithout(
  member: Pick<Member, 'grants'>,
  factors: Factors,
  what: 'totp' | 'passkey',
): boolean {
  const rest: Factors =
    what === 'totp' ? { ...factors, totp: false } : { ...factors, passkeys: factors.passkeys - 1 };
  if (!rest.password && rest.passkeys === 0) return false;
  return !needsTwoFactors(member) || hasSecond(rest);
}
