import { isAllowedAddress } from '../../../../foundation/text/shared/markdown-grammar.ts';

/**
 * What was typed as an address, as a text keeps it: pages of this site as paths, `www.` and mail addresses completed.
 * @returns null when no page could lead there
 */
export function addressFrom(typed: string, origin: string): string | null {
  const text = typed.trim();
  const whole = /^www\.[^\s/]+\.\w/i.test(text)
    ? `https://${text}`
    : /^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)
      ? `mailto:${text}`
      : text;
  const url = /^https?:/i.test(whole) ? URL.parse(whole) : null;
  const own = url?.origin === origin ? url.pathname + url.search + url.hash : whole;
  return isAllowedAddress(own) ? own : null;
}
