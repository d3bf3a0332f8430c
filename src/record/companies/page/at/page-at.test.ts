import { describe, expect, test } from 'vitest';
import { newId } from '../../../../foundation/database/id.ts';
import { type PartialDate, parsePartialDate } from '../../../../foundation/text/partial-date.ts';
import { readAsOf } from '../../as-of.ts';
import type { CompanyPage, ContractLine, IncidentLine, ResponseLine } from '../model.ts';
import { nameOf } from '../texts.ts';
import { pageAt } from './page-at.ts';

const date = (text: string | null) => parsePartialDate(text);
const day = (text: string) => text as PartialDate; // well-formed by hand
const incident = (more: Partial<IncidentLine>): IncidentLine => ({
  id: newId(),
  slug: 'sample',
  date: day('2003'),
  dateTo: null,
  kinds: ['torture'],
  killed: { min: 3, max: 5 },
  injured: { min: 1, max: 1 },
  harmed: ['detainee'],
  harmedBy: 'company-staff',
  accountability: 'convicted',
  standing: 'established',
  role: 'involved',
  part: 'established',
  lang: 'en',
  title: 'Sample',
  place: '',
  summary: '',
  mark: null,
  ...more,
});
const answer = (about: ResponseLine['about'], on: string | null): ResponseLine => ({
  id: newId(),
  about,
  date: date(on),
  lang: 'en',
  text: 'We say otherwise.',
});
const contract = (more: Partial<ContractLine>): ContractLine => ({
  id: newId(),
  slug: 'sample',
  standing: 'reported',
  lang: 'en',
  title: 'Guarding',
  subject: '',
  buyer: { slug: null, name: 'A buyer', lang: 'en' },
  nameId: null,
  amount: null,
  from: date('2004'),
  to: null,
  endIs: 'unknown',
  mark: null,
  ...more,
});
const page = (more: Partial<CompanyPage>): CompanyPage => ({
  company: {
    id: newId(),
    slug: 'sample',
    country: 'US',
    founded: date('2001'),
    lang: 'en',
    summary: '',
    names: [],
    unadopted: false,
  },
  ties: [],
  owners: [],
  contracts: [],
  incidents: [],
  cases: [],
  responses: [],
  ...more,
});
const at = (on: string, more: Partial<CompanyPage>) => pageAt(page(more), readAsOf(on, '2026-11-26'));

describe('a page of a time', () => {
  test('of what may have gone on after it tells neither the end nor the figures', () => {
    const long = incident({ date: day('2003-10'), dateTo: day('2004-02') });
    expect(at('2003-12-01', { incidents: [long] }).incidents[0]).toMatchObject({
      dateTo: null,
      killed: null,
      injured: null,
      wentOn: true,
    });
    expect(at('2004-02-10', { incidents: [long] }).incidents[0]).toMatchObject({ wentOn: true });
    expect(at('2004-03', { incidents: [long] }).incidents[0]).toMatchObject({
      dateTo: '2004-02',
      killed: { max: 5 },
    });
  });

  test('has no answer that came later, nor one to what is not told yet', () => {
    const [then, later] = [incident({ date: day('2003-10') }), incident({ date: day('2009') })];
    const responses = [answer(then.id, '2004'), answer(then.id, '2009'), answer(later.id, null)];
    expect(at('2005', { incidents: [then, later], responses }).responses).toEqual([responses[0]]);
  });

  test('of a contract whose end alone is known does not tell the name of its end, nor a later one that stands in it', () => {
    const names = [
      {
        id: newId(),
        name: 'First',
        lang: 'en',
        kind: null,
        from: date('2001'),
        to: date('2009'),
        endIs: 'known' as const,
      },
      {
        id: newId(),
        name: 'Second',
        lang: 'en',
        kind: null,
        from: date('2009'),
        to: null,
        endIs: 'unknown' as const,
      },
    ];
    const ended = contract({ from: null, to: date('2010'), endIs: 'known' });
    const [told] = at('2008', { contracts: [ended] }).contracts;
    expect(told && nameOf(names, told)).toBeNull();
    expect(nameOf(names, ended)?.name.name).toBe('Second');
  });

  test('has no founding that was yet to come', () => {
    expect(at('1999', {}).company.founded).toBeNull();
    expect(at('2001', {}).company.founded).toBe('2001');
  });
});
