import type { Translator } from '../../../foundation/i18n/translate.ts';
import { dirOfText, langAttribute } from '../said.ts';

/** A text of a drawing, ready to be written: cut to its room, with the point that one of its edges stands at. */
export interface DrawnText {
  text: string;
  /** BCP 47. */
  lang: string;
  edge: 'left' | 'right' | 'middle';
  x: number;
  /** The baseline. */
  y: number;
}

export interface SvgTextProps {
  t: Translator;
  label: DrawnText;
  class?: string | undefined;
  /** A name that has ended. The stroke takes the colour of the text, the letters that of the `tspan` in it. */
  struck?: boolean | undefined;
}

/**
 * A text in a drawing, in its own language and direction. SVG counts `start` and `end` along the direction of the text: here
 * the edge is said as one sees it, and the anchor follows.
 */
export function SvgText({ t, label, class: name, struck = false }: SvgTextProps) {
  const { text, lang, edge, x, y } = label;
  const dir = dirOfText(lang);
  const anchor = edge === 'middle' ? 'middle' : (edge === 'left') === (dir === 'ltr') ? 'start' : 'end';
  return (
    <text
      class={name}
      x={round(x)}
      y={round(y)}
      text-anchor={anchor}
      direction={dir === t.dir ? undefined : dir}
      lang={langAttribute(lang, t.lang)}
    >
      {struck ? <tspan>{text}</tspan> : text}
    </text>
  );
}

/** A tenth of a unit is less than anyone sees. */
export function round(n: number): number {
  return Math.round(n * 10) / 10;
}
