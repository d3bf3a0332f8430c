import { expect, test } from 'vitest';
import { faultsOfFragment } from '../../../../tests/markup.ts';
import { translator } from '../../../foundation/i18n/translate.ts';
import { SuccessionGraph, SuccessionList, type SuccessionProps } from './graph.tsx';

const node = (id: string, text = id, href: string | undefined = `/en/record/companies/${id}`) => ({
  id,
  name: { text, lang: 'en' },
  href,
});
const edge = (from: string, to: string, when: string | null = '2014') => ({
  from,
  to,
  order: when,
  kind: 'acquired by',
  when,
});
const draw = (props: Omit<SuccessionProps, 't'>, lang: 'en' | 'ar' = 'en') =>
  String(
    <div>
      <SuccessionGraph t={translator(lang)} {...props} />
      <SuccessionList t={translator(lang)} {...props} />
    </div>,
  );

test('a company is a link with its name, a step says its kind and its date', () => {
  const html = draw({ nodes: [node('first'), node('second')], edges: [edge('first', 'second')] });
  expect(html).toContain('<a href="/en/record/companies/first"><title>first</title>');
  expect(html).toContain('acquired by \u2068second\u2069 · 2014</text>');
  expect(html).toContain('acquired by <a href="/en/record/companies/second"><bdi>second</bdi></a>');
});

test('where the whole name leaves the date no room the name is cut, never the date', () => {
  const long = node('second', 'Sample Holdings of Somewhere');
  const step = { ...edge('first', 'second', '14 July 2014'), kind: 'in the group of' };
  const html = draw({ nodes: [node('first'), long], edges: [step] });
  expect(html).toContain('in the group of \u2068Sample…\u2069 · 14 July 2014</text>');
});

test('a step without a date says so, and gets none in the drawing', () => {
  const html = draw({ nodes: [node('first'), node('second')], edges: [edge('first', 'second', null)] });
  expect(html).toContain('acquired by \u2068second\u2069</text>');
  expect(html).toContain('date unknown');
});

test('the company of the page is marked and leads nowhere', () => {
  const nodes = [node('first'), { ...node('second'), href: undefined }];
  const html = draw({ nodes, edges: [edge('first', 'second')], of: 'second' });
  expect(html).toMatch(/<g><title>second<\/title>.*<circle class="node this"/);
});

test('without a step nothing is drawn, and with too many companies the list alone', () => {
  expect(draw({ nodes: [node('first')], edges: [] })).not.toContain('<svg');
  const many = Array.from({ length: 61 }, (_, index) => node(`c${index}`));
  const html = draw({ nodes: many, edges: [edge('c0', 'c60')] });
  expect(html).not.toContain('<svg');
  expect(html).toContain('c60');
});

test('hostile names are text, and the markup is valid', async () => {
  const evil = '</svg><script>alert(1)</script>"\'<';
  const nodes = [node('a', evil, undefined), node('b', evil), node('c', evil)];
  const edges = [
    edge('a', 'b'),
    edge('b', 'a'),
    { ...edge('b', 'c'), kind: evil, standing: 'reported' as const },
  ];
  const html = draw({ nodes, edges, of: 'a' }, 'ar');
  expect(html).not.toContain('<script');
  expect(html.match(/<\/svg>/g)).toHaveLength(1);
  expect(await faultsOfFragment(html)).toEqual([]);
});
