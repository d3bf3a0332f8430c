import { expect, test } from 'vitest';
import { faultsOfFragment } from '../../../../tests/markup.ts';
import { translator } from '../../../foundation/i18n/translate.ts';
import { type PartialDate, parsePartialDate } from '../../../foundation/text/partial-date.ts';
import { type AxisBand, TimeAxis, type TimeAxisProps } from './time-axis.tsx';
import { TimeAxisTable } from './time-axis-table.tsx';

function date(text: string): PartialDate {
  const parsed = parsePartialDate(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}
const name = (text: string, rest: Partial<AxisBand> = {}): AxisBand => ({
  text: { text, lang: 'en' },
  when: '2001 to 2009',
  from: date('2001'),
  to: date('2009'),
  endIs: 'known',
  ...rest,
});
const draw = (props: Omit<TimeAxisProps, 't'>, lang: 'en' | 'ar' = 'en') =>
  String(
    <div>
      <TimeAxis t={translator(lang)} {...props} />
      <TimeAxisTable t={translator(lang)} {...props} />
    </div>,
  );
const incident = {
  text: { text: 'A shooting', lang: 'en' },
  when: 'September 2007',
  href: '/en/record/incidents/a-shooting',
  date: date('2007-09'),
  standing: 'disputed',
} as const;

test('a name is a link that says its time, and a former one is struck out, for those who hear the page too', () => {
  const html = draw({ names: [name('First Guard', { former: true, href: '#name-1' })] });
  expect(html).toContain('<a href="#name-1"><title>First Guard: 2001 to 2009</title>');
  expect(html).toMatch(/class="name former"[^>]*><tspan>First Guard/);
  expect(html).toContain('<s><span class="vh">former name: </span><bdi>First Guard</bdi></s>');
});

test('a name in another language is set apart from the words about it', () => {
  const html = draw({ names: [{ ...name('حراس'), text: { text: 'حراس', lang: 'ar' } }] });
  expect(html).toContain('<title>\u2068حراس\u2069: 2001 to 2009</title>');
});

test('an incident is a mark that says how firm it is', () => {
  const html = draw({ names: [], incidents: [incident] });
  expect(html).toContain('<title>A shooting: September 2007, disputed</title>');
  expect(html).toContain('class="mark" data-standing="disputed"');
});

test('what has no date is in the table alone', () => {
  const undated = name('Never Dated', { from: null, to: null, endIs: 'unknown', when: 'time unknown' });
  const html = draw({ names: [undated] });
  expect(html).not.toContain('<svg');
  expect(html).toContain('Never Dated');
});

test('the day that was asked for is said where it is drawn', () => {
  expect(draw({ names: [name('A')], on: '2005-06-01' })).toContain('The broken line: 1 June 2005.');
  expect(draw({ names: [name('A')], on: '1905-06-01' })).not.toContain('The broken line');
});

test('Arabic runs from right to left, and a Latin name in it still reads from left to right', () => {
  const html = draw({ names: [name('First Guard')] }, 'ar');
  expect(html).toMatch(/<text class="name"[^>]* text-anchor="end" direction="ltr" lang="en">First Guard/);
});

test('hostile names are text, and the markup is valid', async () => {
  const evil = '</svg><script>alert(1)</script>"\'<';
  const html = draw(
    {
      names: [name(evil, { former: true }), name(evil, { href: '#x', endIs: 'unknown', to: null })],
      incidents: [{ ...incident, text: { text: evil, lang: 'en' } }],
      contracts: [name(evil, { endIs: 'ongoing', to: null, asOf: '2020-01-01' })],
      cases: [name(evil, { from: null })],
      on: '2005-06-01',
    },
    'ar',
  );
  expect(html).not.toContain('<script');
  expect(html.match(/<\/svg>/g)).toHaveLength(2);
  expect(await faultsOfFragment(html)).toEqual([]);
});
