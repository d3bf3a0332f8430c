import { isIP } from 'node:net';

/** Whether browsers offer passkeys at this address: they want a name (not a bare IP address) and HTTPS, or localhost. */
export function passkeysWork({ protocol, hostname }: URL): boolean {
  if (hostname === 'localhost' || hostname.endsWith('.localhost')) return true;
  return protocol === 'https:' && isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
}
