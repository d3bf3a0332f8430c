import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Box, boxAround, overlap } from './boxes.ts';
import { drawGraph, nodeRadius } from './graph-drawing.ts';
import { inOrder, type Step } from './graph-order.ts';
import { textWidth } from './text-width.ts';

const step = (from: string, to: string, order: string | null = null): Step => ({ from, to, order });

describe('the order of time', () => {
  test('who came before stands above whom it became', () => {
    expect(inOrder(['c', 'b', 'a'], [step('a', 'b', '2009'), step('b', 'c', '2011')])).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  test('of two that came before, the earlier step is first; a step without a date comes last', () => {
    const steps = [step('late', 'end', '2014'), step('early', 'end', '2006'), step('undated', 'end')];
    expect(inOrder(['end', 'undated', 'late', 'early'], steps)).toEqual(['early', 'late', 'undated', 'end']);
  });

  test('what hangs together stands together, the company of the page first', () => {
    const steps = [step('a', 'b'), step('x', 'y')];
    expect(inOrder(['a', 'x', 'b', 'y'], steps, 'y')).toEqual(['x', 'y', 'a', 'b']);
  });

  test('a circle has a first one, and steps to nowhere or to oneself count for nothing', () => {
    const steps = [
      step('a', 'b'),
      step('b', 'a'),
      step('a', 'a'),
      step('a', 'gone'),
      step('constructor', 'a'),
    ];
    expect(inOrder(['a', 'b'], steps)).toEqual(['a', 'b']);
  });
});

const ids = Array.from({ length: 60 }, (_, index) => `company-${index}`);
const anyGraph = fc.record({
  nodes: fc.subarray(ids).chain((chosen) =>
    fc.tuple(
      ...chosen.map((id) =>
        fc.record({
          id: fc.constant(id),
          name: fc.record({ text: fc.string({ maxLength: 70 }), lang: fc.constantFrom('en', 'ar') }),
        }),
      ),
    ),
  ),
  edges: fc.array(
    fc.record({
      from: fc.constantFrom(...ids.slice(0, 30)),
      to: fc.constantFrom(...ids.slice(0, 30)),
      order: fc.option(fc.constantFrom('2001', '2009-02', '2014-07-01')),
      labels: fc.array(fc.string({ maxLength: 70 }), { minLength: 1, maxLength: 2 }),
    }),
    { maxLength: 60 },
  ),
});

test('any graph, circles too: every company once, no text covers another, no line crosses a company or a text, Arabic is the mirror', () => {
  fc.assert(
    fc.property(anyGraph, ({ nodes, edges }) => {
      const drawing = drawGraph({ nodes, edges, dir: 'ltr', lang: 'en' });
      const { width, height } = drawing;
      expect(drawing.nodes.map(({ node }) => node.id).sort()).toEqual(nodes.map(({ id }) => id).sort());
      const texts = [
        ...drawing.nodes.map(({ label }) => textBox(label, 17)),
        ...drawing.edges.map(({ label }) => textBox(label, 13)),
      ];
      for (const [index, box] of texts.entries()) {
        for (const edge of Object.values(box)) expect(edge).not.toBeNaN();
        expect(box.x + box.width).toBeLessThanOrEqual(width);
        expect(box.y + box.height).toBeLessThanOrEqual(height + 1);
        expect(texts.slice(index + 1).some((other) => overlap(box, other))).toBe(false);
      }
      for (const { edge, corners } of drawing.edges) {
        for (const { x, y } of corners) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(height);
        }
        for (const [a, b] of pairs(corners)) {
          const line = {
            x: Math.min(a.x, b.x),
            y: Math.min(a.y, b.y),
            width: Math.abs(a.x - b.x),
            height: Math.abs(a.y - b.y),
          };
          expect(texts.some((text) => overlap(line, text))).toBe(false);
          const crossed = drawing.nodes.filter(
            ({ node, x, y }) =>
              node.id !== edge.from && node.id !== edge.to && overlap(line, boxAround({ x, y }, nodeRadius)),
          );
          expect(crossed).toEqual([]);
        }
      }
      const mirror = drawGraph({ nodes, edges, dir: 'rtl', lang: 'ar' });
      expect(mirror.height).toBe(height);
      expect(mirror.edges.map(({ corners }) => corners)).toEqual(
        drawing.edges.map(({ corners }) => corners.map(({ x, y }) => ({ x: width - x, y }))),
      );
    }),
  );
});

test('two steps never share a lane where they could be taken for one', () => {
  fc.assert(
    fc.property(anyGraph, ({ nodes, edges }) => {
      const runs = drawGraph({ nodes, edges, dir: 'ltr', lang: 'en' }).edges.map(({ corners: [, a, b] }) => ({
        x: a?.x ?? 0,
        from: Math.min(a?.y ?? 0, b?.y ?? 0),
        to: Math.max(a?.y ?? 0, b?.y ?? 0),
      }));
      for (const [index, run] of runs.entries()) {
        for (const other of runs.slice(index + 1)) {
          if (other.x === run.x) expect(other.from > run.to || run.from > other.to).toBe(true);
        }
      }
    }),
  );
});

function textBox({ text, x, y }: { text: string; x: number; y: number }, size: number): Box {
  return { x, y: y - size * 0.8, width: textWidth(text, size), height: size };
}

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.slice(1).flatMap((item, index) => {
    const before = items[index];
    return before === undefined ? [] : [[before, item] as [T, T]];
  });
}
