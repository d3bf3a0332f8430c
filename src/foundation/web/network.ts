import { BlockList, isIP } from 'node:net';

/**
 * Works out the network that a request comes from, as the limits know it: an IPv4 address, or the /64 of an IPv6 one.
 * `X-Forwarded-For` is believed only as far as trusted proxies wrote it: the last address that is not one of theirs.
 * @param trusted CIDR networks of the proxies in front of us.
 */
export function networkOf(
  trusted: readonly string[],
): (remote: string | undefined, forwarded: string | undefined) => string {
  const proxies = new BlockList();
  for (const cidr of trusted) {
    const [address = '', bits = ''] = cidr.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    proxies.addSubnet(address, Number(bits || (family === 'ipv6' ? 128 : 32)), family);
  }
  const isProxy = (address: string) =>
    isIP(address) !== 0 && proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return (remote, forwarded) => {
    let address = plain(remote ?? '');
    const hops = (forwarded ?? '').split(',').map((hop) => plain(hop.trim()));
    while (isProxy(address) && hops.length > 0) {
      const before = hops.pop() ?? '';
      if (isIP(before) === 0) break;
      address = before;
    }
    return isIP(address) === 6 ? `${expand(address).slice(0, 4).join(':')}::/64` : address;
  };
}

/** An IPv4 address in IPv6 clothes is an IPv4 address. */
function plain(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? address.replace(/%.*$/, '');
}

/** The eight groups of an IPv6 address. */
function expand(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(Math.max(missing, 0)).fill('0'), ...after];
  return groups.map((group) => group.replace(/^0+(?=.)/, ''));
}
