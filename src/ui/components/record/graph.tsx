import type { Translator } from '../../../foundation/i18n/translate.ts';
import { langAttribute, type Said } from '../said.ts';
import type { StandingWord } from '../standing.tsx';
import { type DrawnEdge, drawGraph, nodeRadius } from './drawing/graph-drawing.ts';
import { inOrder, type Step } from './drawing/graph-order.ts';
import { round, SvgText } from './svg-text.tsx';

/** A company. */
export interface GraphNode {
  id: string;
  name: Said;
  /** Its page; none for the company whose page it is. */
  href?: string | undefined;
}

/** What one company became to another: `from` was before `to`. */
export interface GraphEdge extends Step {
  /** In words that the name of the other company may follow: 'acquired by', 'اندمجت في شركة'. */
  kind: string;
  /** When, in words; null where no source says. */
  when: string | null;
  standing?: StandingWord | null | undefined;
}

export interface SuccessionProps {
  t: Translator;
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  /** The id of the company whose page it is: its part of the graph comes first, its name is marked. */
  of?: string | undefined;
  /** Begins the ids of the drawing; another one for each graph of a page. */
  id?: string;
}

/** More companies than this are told as a list alone. */
const most = 60;

/**
 * Who became whose: companies one below the other as time went on, and a line for each step between them. Nothing where
 * there is no step, and nothing where there are more than 60 companies: `SuccessionList`, which belongs beside it, has all.
 */
export function SuccessionGraph({ t, nodes, edges, of, id = 'graph' }: SuccessionProps) {
  if (nodes.length > most) return null;
  const names = new Map(nodes.map((node) => [node.id, node.name.text]));
  const labelled = edges.map((edge) => ({
    ...edge,
    labels: [names.get(edge.to), names.get(edge.to)?.replace(/\s.*$/su, '…'), undefined].map((name) =>
      stepText(edge, name),
    ),
  }));
  const graph = drawGraph({ nodes, edges: labelled, first: of, dir: t.dir, lang: t.lang });
  if (graph.edges.length === 0) return null;
  return (
    <figure class="drawing graph">
      <svg viewBox={`0 0 ${graph.width} ${graph.height}`} role="group" aria-labelledby={`${id}-caption`}>
        <g aria-hidden="true">
          {graph.stems.map(({ x, from, to }) => (
            <path class="edge" d={`M${round(x)},${round(from)}V${round(to)}`} />
          ))}
          {graph.edges.map(({ edge, corners, label }) => (
            <>
              <path class="edge" data-standing={edge.standing ?? undefined} d={line(corners)} />
              <path class="head" d={head(corners, t.dir)} />
              <SvgText t={t} class="step" label={label} />
            </>
          ))}
        </g>
        {graph.nodes.map(({ node, x, y, label }) => {
          const inner = (
            <>
              <title lang={langAttribute(node.name.lang, t.lang)}>{node.name.text}</title>
              <circle class="touch" cx={round(x)} cy={round(y)} r="13" />
              <circle
                class={node.id === of ? 'node this' : 'node'}
                cx={round(x)}
                cy={round(y)}
                r={nodeRadius}
              />
              <SvgText t={t} class="name" label={label} />
            </>
          );
          return node.href ? <a href={node.href}>{inner}</a> : <g>{inner}</g>;
        })}
      </svg>
      <figcaption class="label" id={`${id}-caption`}>
        {t('graph.caption')}
      </figcaption>
    </figure>
  );
}

/** The same in words: each company with the steps that lead away from it. */
export function SuccessionList({ t, nodes, edges, of }: SuccessionProps) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const order = inOrder([...byId.keys()], edges, of);
  return (
    <ul class="successions" aria-label={t('graph.list')}>
      {order.flatMap((id) => {
        const node = byId.get(id);
        const steps = edges.filter(({ from, to }) => from === id && byId.has(to));
        if (node === undefined || steps.length === 0) return [];
        return (
          <li>
            <Company t={t} node={node} />
            <ul>
              {steps.map(({ kind, to, when }) => (
                <li>
                  {kind} <Company t={t} node={byId.get(to)} />{' '}
                  <span class="label">{when ?? t('date.unknown')}</span>
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

function Company({ t, node }: { t: Translator; node: GraphNode | undefined }) {
  if (node === undefined) return null;
  const name = <bdi lang={langAttribute(node.name.lang, t.lang)}>{node.name.text}</bdi>;
  return node.href ? <a href={node.href}>{name}</a> : <b>{name}</b>;
}

/** The name is isolated: it keeps its direction in a line of the other. */
function stepText({ kind, when }: GraphEdge, to?: string): string {
  const said = to === undefined ? kind : `${kind} \u2068${to}\u2069`;
  return when === null ? said : `${said} · ${when}`;
}

type Corners = DrawnEdge<GraphEdge>['corners'];

function line(corners: Corners): string {
  return `M${corners.map(({ x, y }) => `${round(x)},${round(y)}`).join('L')}`;
}

/** The head of an arrow at the end of a line, pointing at the company, away from the rail. */
function head(corners: Corners, dir: 'ltr' | 'rtl'): string {
  const end = corners.at(-1);
  if (end === undefined) return '';
  const back = dir === 'ltr' ? -6 : 6;
  return `M${round(end.x + back)},${round(end.y - 4)}L${round(end.x)},${round(end.y)}l${back},4z`;
}
