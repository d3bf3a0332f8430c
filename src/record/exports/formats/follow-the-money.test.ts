import { expect, test } from 'vitest';
import { entitiesOf } from './follow-the-money.ts';

test('a case says how far what is told of it goes', () => {
  const [told] =
    entitiesOf.case?.({
      kind: 'case',
      id: 'a-case',
      type: 'criminal',
      status: 'convicted',
      standing: 'disputed',
      texts: { en: { title: 'A sample' } },
      companies: [],
      incidents: [],
      citations: [],
    } as never) ?? []; // as the interface tells a case, without what plays no part here
  expect(told).toMatchObject({ schema: 'CourtCase', properties: { notes: ['standing: disputed'] } });
});

test('an event says of each company how surely it had part, where the format has no place for it', () => {
  const company = (name: string) => ({ id: `id-of-${name}`, kind: 'company', slug: name, name });
  const [event] =
    entitiesOf.incident?.({
      kind: 'incident',
      id: 'an-incident',
      standing: 'established',
      texts: { en: { title: 'A sample' } },
      companies: [
        { company: company('First'), role: 'staff-acted', standing: 'established' },
        { company: company('Second'), role: 'involved', standing: 'alleged' },
      ],
      citations: [],
      killed: null,
      injured: null,
      accountability: 'none',
    } as never) ?? []; // as the interface tells an incident, without what plays no part here
  expect(event?.properties.notes).toEqual(
    expect.arrayContaining([
      'standing: established',
      'First: staff-acted, standing: established',
      'Second: involved, standing: alleged',
    ]),
  );
});
