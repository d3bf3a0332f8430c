import fc from 'fast-check';
import { raw } from 'hono/html';
import { Fragment as TheirFragment, jsx as theirs } from 'hono/jsx/jsx-runtime';
import { expect, test } from 'vitest';
import { Fragment, jsx } from './jsx-runtime.ts';

/** What stands between tags, as data: for both renderers alike. */
type Tree = string | number | boolean | null | Tree[] | Element;
interface Element {
  tag: string;
  attributes: Record<string, string | number | boolean | null>;
  children: Tree[];
}

const isElement = (tree: Tree): tree is Element =>
  typeof tree === 'object' && tree !== null && !Array.isArray(tree);

/** Made by one of the two; an element without children has none, as the compiler writes it. */
function make(tree: Tree, one: (tag: string, props: Record<string, unknown>) => unknown): unknown {
  if (Array.isArray(tree)) return tree.map((each) => make(each, one));
  if (!isElement(tree)) return tree;
  const children = tree.children.map((child) => make(child, one));
  const inside = children.length === 0 ? {} : { children: children.length === 1 ? children[0] : children };
  return one(tree.tag, { ...tree.attributes, ...inside });
}

const text = fc.oneof(fc.string(), fc.constantFrom('<script>', `"'&`, 'تضامن', ''));
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.record({
      tag: fc.constantFrom('p', 'a', 'svg', 'g', 'bdi', 'td', 'form', 'button', 'select', 'use'),
      attributes: fc.dictionary(
        fc.constantFrom('href', 'class', 'hidden', 'checked', 'aria-current', 'viewBox', 'pathLength', 'dir'),
        fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)),
        { noNullPrototype: true },
      ),
      children: fc.array(tie('tree'), { maxLength: 3 }),
    }),
  ),
}));

test('gives byte for byte what hono/jsx gives', () => {
  fc.assert(
    fc.property(tree, (given) => {
      const ours = jsx('section', { children: make(given, jsx) });
      expect(String(ours)).toBe(String(theirs('section', { children: make(given, theirs) })));
    }),
    { numRuns: 500 },
  );
});

// Elsewhere hono moves a title into the head of the document, and forgets it where there is none.
test('a drawing has its title where it stands', () => {
  const drawing = (one: typeof jsx | typeof theirs) =>
    String(one('svg', { viewBox: '0 0 1 1', children: one('title', { children: 'A & B' }) }));
  expect(drawing(jsx)).toBe('<svg viewBox="0 0 1 1"><title>A &amp; B</title></svg>');
  expect(drawing(jsx)).toBe(drawing(theirs));
});

test.each(['br', 'img', 'input', 'hr', 'wbr', 'source', 'script', 'textarea'])(
  'ends <%s> as hono/jsx does',
  (tag) => {
    expect(String(jsx(tag, { id: 'x' }))).toBe(String(theirs(tag, { id: 'x' })));
  },
);

test('components give HTML, text, lists or nothing; what is escaped already stays', () => {
  const Name = ({ name }: { name: string }) => <b>{name}</b>;
  // Hono's types let a component give HTML only; what is said is text all the same.
  const Text = () => '<i>' as unknown as ReturnType<typeof Name>;
  const Nothing = () => null;
  const Several = () => (
    <>
      {raw('<hr/>')}
      {[<Name name="C" />, ' ', 0, false]}
    </>
  );
  const html = (
    <p>
      <Name name="A & B" />
      <Text />
      <Nothing />
      <Several />
    </p>
  );
  expect(String(html)).toBe('<p><b>A &amp; B</b>&lt;i&gt;<hr/><b>C</b> 0</p>');
  const children = ['a', ['<', null]];
  expect(String(jsx(Fragment, { children }))).toBe(String(theirs(TheirFragment, { children })));
});

test('what cannot be written is refused', () => {
  expect(() => jsx('p', { children: Promise.resolve('x') })).toThrow(TypeError);
  expect(() => jsx('p', { children: { toString: () => '<b>' } })).toThrow(TypeError);
  expect(() => jsx('a', { onclick: () => {} })).toThrow(TypeError);
  expect(() => jsx('p', { style: { color: 'red' } })).toThrow(TypeError);
});
