import { expect, test } from 'vitest';
import { formatMoney } from './money.ts';

test('a sum says its currency in the language of the page', () => {
  expect(formatMoney('en', '1530000000.00', 'USD')).toBe('1,530,000,000 US dollars');
  expect(formatMoney('ar', '1530000000.00', 'USD')).toBe('1,530,000,000 دولار أميركي');
  expect(formatMoney('ar', '23000000', 'GBP')).toBe('23,000,000 جنيه إسترليني');
});

test('no digit is lost, and minor units show only where there are some', () => {
  expect(formatMoney('en', '123456789012345678.25', 'USD')).toBe('123,456,789,012,345,678.25 US dollars');
  expect(formatMoney('en', '20997006', 'GBP')).toBe('20,997,006 British pounds');
  expect(formatMoney('en', '0.00', 'USD')).toBe('0 US dollars');
});

test('a currency that has ended or that nobody knows is named by its code', () => {
  expect(formatMoney('en', '5', 'XQX')).toBe('5 XQX');
});
