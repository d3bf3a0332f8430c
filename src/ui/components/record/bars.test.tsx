import { expect, test } from 'vitest';
import { faultsOfFragment } from '../../../../tests/markup.ts';
import { translator } from '../../../foundation/i18n/translate.ts';
import { IncidentYears, IncidentYearsTable } from './bars.tsx';
import { Timeline } from './timeline.tsx';
import { VoteBar, Votes } from './votes.tsx';

const t = translator('en');
const evil = { text: '</svg><script>alert(1)</script>"\'<', lang: 'en' };

test('a year is a bar that says its number, and leads to its incidents', () => {
  const years = [
    { year: 2005, n: 1 },
    { year: 2007, n: 9, href: '/en/record/incidents?year=2007' },
  ];
  const html = String(<IncidentYears t={t} years={years} />);
  expect(html).toContain('<a href="/en/record/incidents?year=2007"><title>2007: 9 incidents</title>');
  expect(html).toContain('<g><title>2005: 1 incident</title>');
  expect(html).not.toMatch(/2006:/);
});

test('incidents without a year are in the table, and are not 0 where there are none', () => {
  expect(String(<IncidentYearsTable t={t} years={[{ year: 2007, n: 1 }]} undated={2} />)).toContain(
    'date unknown',
  );
  expect(String(<IncidentYearsTable t={t} years={[{ year: 2007, n: 1 }]} />)).not.toContain('date unknown');
});

test('a vote is told in figures and drawn in shares, those for it first', () => {
  const html = String(<VoteBar t={t} vote={{ for: 30, abstained: 10, against: 10 }} />);
  expect(html.match(/class="(for|abstained|against)" x="([\d.]+)"/g)).toEqual([
    'class="for" x="0.8"',
    'class="abstained" x="120.8"',
    'class="against" x="160.8"',
  ]);
  const arabic = String(<VoteBar t={translator('ar')} vote={{ for: 30, abstained: 10, against: 10 }} />);
  expect(arabic).toContain('class="against" x="0.8"');
});

test('an unknown figure is never 0, and no share of an unknown whole is drawn', () => {
  const html = String(
    <Votes
      t={t}
      votes={[{ text: { text: 'A vote', lang: 'en' }, when: null, for: 30, against: null, abstained: null }]}
    />,
  );
  expect(html).toContain('not known');
  expect(html).not.toContain('<svg');
  expect(String(<VoteBar t={t} vote={{ for: 0, abstained: 0, against: 0 }} />)).toBe('');
});

test('the steps of a process are a list in its order, the year written where it changes', () => {
  const step = (datetime: string, text: string) => ({
    when: { text: datetime, datetime },
    title: { text, lang: 'en' },
  });
  const html = String(
    <Timeline t={t} items={[step('2010-10-01', 'One'), step('2010', 'Two'), step('2011', 'Three')]} />,
  );
  expect([...html.matchAll(/aria-hidden="true">(\d*)</g)].map(([, year]) => year)).toEqual([
    '2010',
    '',
    '2011',
  ]);
  expect([...html.matchAll(/<h3>(\w+)/g)].map(([, title]) => title)).toEqual(['One', 'Two', 'Three']);
});

test('hostile texts are texts, and the markup is valid', async () => {
  const html = String(
    <div>
      <IncidentYears t={t} years={[{ year: 2007, n: 2, href: '#"><script>' }]} />
      <IncidentYearsTable t={t} years={[{ year: 2007, n: 2 }]} undated={1} />
      <Votes t={t} votes={[{ text: evil, when: '</td>', for: 3, against: 2, abstained: 1 }]} />
      <h2>Steps</h2>
      <Timeline t={t} items={[{ id: 'a', when: null, title: evil, by: evil, text: evil, href: '#a' }]} />
    </div>,
  );
  expect(html).not.toContain('<script');
  expect(await faultsOfFragment(html)).toEqual([]);
});
