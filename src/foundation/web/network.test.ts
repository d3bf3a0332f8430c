import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { networkOf } from './network.ts';

describe('the network of a request', () => {
  test.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9%eth0', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('of %s is %s', (remote, network) => {
    expect(networkOf([])(remote, undefined)).toBe(network);
  });

  test('is not what a visitor claims', () => {
    expect(networkOf([])('198.51.100.7', '203.0.113.1')).toBe('198.51.100.7');
    expect(networkOf(['10.0.0.0/8'])('198.51.100.7', '203.0.113.1')).toBe('198.51.100.7');
  });

  test('behind trusted proxies is the last address that is not theirs, whatever was claimed before it', () => {
    const network = networkOf(['10.0.0.0/8', '2001:db8:ff::/48']);
    expect(network('10.0.0.1', '203.0.113.1')).toBe('203.0.113.1');
    expect(network('10.0.0.1', '6.6.6.6, 203.0.113.1, 10.0.0.2')).toBe('203.0.113.1');
    expect(network('2001:db8:ff::1', '6.6.6.6, 2001:db8:5:6:7::1')).toBe('2001:db8:5:6::/64');
    expect(network('10.0.0.1', undefined)).toBe('10.0.0.1');
    expect(network('10.0.0.1', 'garbage')).toBe('10.0.0.1');
  });

  test('is always found, whatever is sent', () => {
    const network = networkOf(['10.0.0.0/8']);
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        (remote, forwarded) => typeof network(remote, forwarded) === 'string',
      ),
    );
  });
});
