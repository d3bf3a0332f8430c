import type { Said } from '../../said.ts';
import type { DrawnText } from '../svg-text.tsx';
import { inOrder, type Step } from './graph-order.ts';
import { fitted, textWidth } from './text-width.ts';

export interface DrawnNode<N> {
  node: N;
  x: number;
  y: number;
  label: DrawnText;
}

export interface DrawnEdge<E> {
  edge: E;
  /** Out of the company's stem, along its lane, into the other company: corners of a line. */
  corners: { x: number; y: number }[];
  label: DrawnText;
}

export interface GraphDrawing<N, E> {
  width: number;
  height: number;
  nodes: DrawnNode<N>[];
  edges: DrawnEdge<E>[];
  /** From a company down to where its steps begin. */
  stems: { x: number; from: number; to: number }[];
}

export interface Graph<N, E> {
  nodes: readonly N[];
  edges: readonly E[];
  /** The id of the company whose page it is. */
  first?: string | undefined;
  dir: 'ltr' | 'rtl';
  lang: string;
}

export const nodeRadius = 5;
const width = 360;
const nameSize = 17;
const labelSize = 13;
const nodeHeight = 28;
const stepHeight = 22;
const space = 12;
/** The rail beside the names in which the steps run is at most this wide. */
const widestRail = 110;

/**
 * Lays out companies in rows, one below the other in the order of time, their names beside a rail in which each step runs in a
 * lane of its own, so that no line ever touches a name or a company that is not its own. A step has its own small row under
 * the company that it leads away from; in Arabic the rail stands on the right.
 */
export function drawGraph<
  N extends { id: string; name: Said },
  E extends Step & { labels: readonly string[] },
>(graph: Graph<N, E>): GraphDrawing<N, E> {
  const { dir, lang } = graph;
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const edges = graph.edges.filter(({ from, to }) => from !== to && nodes.has(from) && nodes.has(to));
  const rows = new Map<string, number>();
  const starts = new Map<E, number>();
  const stems: { id: string; from: number; to: number }[] = [];
  let y = 0;
  for (const id of inOrder([...nodes.keys()], edges, graph.first)) {
    const centre = y + nodeHeight / 2;
    rows.set(id, centre);
    y += nodeHeight;
    const own = edges.filter(({ from }) => from === id);
    for (const edge of own) {
      starts.set(edge, y + stepHeight / 2);
      y += stepHeight;
    }
    if (own.length > 0) stems.push({ id, from: centre + nodeRadius, to: y - stepHeight / 2 });
    y += space;
  }
  const height = Math.max(0, y - space);

  // Short steps run next to the names.
  const runs = edges
    .map((edge) => ({ edge, from: starts.get(edge) ?? 0, to: rows.get(edge.to) ?? 0 }))
    .sort((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from));
  const { lanes, count } = lanesFor(runs);
  const lane = count === 0 ? 0 : Math.min(14, widestRail / count);
  const rail = count * lane + nodeRadius + 1;
  const x = (along: number) => (dir === 'ltr' ? along : width - along);
  const edge = dir === 'ltr' ? ('left' as const) : ('right' as const);
  const textAt = rail + nodeRadius + 9;

  return {
    width,
    height,
    nodes: [...rows].flatMap(([id, centre]) => {
      const node = nodes.get(id);
      if (node === undefined) return [];
      const text = fitted(node.name.text, nameSize, width - textAt);
      return [
        {
          node,
          x: x(rail),
          y: centre,
          label: { text, lang: node.name.lang, edge, x: x(textAt), y: centre + nameSize * 0.33 },
        },
      ];
    }),
    stems: stems.map(({ from, to }) => ({ x: x(rail), from, to })),
    edges: runs.map(({ edge: drawn, from, to }, index) => {
      const at = x(rail - ((lanes[index] ?? 0) + 1) * lane);
      return {
        edge: drawn,
        corners: [
          { x: x(rail), y: from },
          { x: at, y: from },
          { x: at, y: to },
          { x: x(rail - nodeRadius - 2), y: to },
        ],
        label: {
          text: longestThatFits(drawn.labels, width - textAt),
          lang,
          edge,
          x: x(textAt),
          y: from + labelSize * 0.35,
        },
      };
    }),
  };
}

/** @returns the first that has room, else the last, cut: a date is never cut while a shorter label has room for it. */
function longestThatFits(labels: readonly string[], room: number): string {
  const shown = (label: string) => label.replace(/[\u2068\u2069]/g, '');
  const fits = labels.find((label) => textWidth(shown(label), labelSize) <= room);
  return fits ?? fitted(shown(labels.at(-1) ?? ''), labelSize, room);
}

/** The lane of each step, counted from the names outwards; steps into one company may share its arrow, not a lane. */
function lanesFor(runs: readonly { from: number; to: number }[]): { lanes: number[]; count: number } {
  const taken: { start: number; end: number }[][] = [];
  const lanes = runs.map(({ from, to }) => {
    const [start, end] = [Math.min(from, to), Math.max(from, to)];
    const free = taken.findIndex((lane) =>
      lane.every((other) => end + 4 <= other.start || other.end + 4 <= start),
    );
    const lane = free === -1 ? taken.length : free;
    taken[lane] = [...(taken[lane] ?? []), { start, end }];
    return lane;
  });
  return { lanes, count: taken.length };
}
