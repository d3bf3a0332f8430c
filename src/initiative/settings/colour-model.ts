import { createHash } from 'node:crypto';

/** A colour as `#rrggbb`, lower case. */
export type Hex = `#${string}`;

/** The surfaces of the look that text in the signal stands on, and that the signal itself is under. */
const light = { paper: '#f6f4ee', sheet: '#fdfcf9', shade: '#eae6dc' } as const;
const dark = { paper: '#131618', sheet: '#1b1f22', shade: '#24292c' } as const;
const nights = ['#14181b', '#24292c'] as const;
const track = '#4b5155';
const onFill = '#ffffff';

/** WCAG 2.2: 1.4.3 for text, 1.4.11 for what is no text. */
const needsText = 4.5;
const needsMark = 3;

/** Colours that are known to pass: the house's red, and some that a coalition may like better. */
export const palette = [
  { name: 'red', hex: '#bd1220' },
  { name: 'blue', hex: '#1f5a99' },
  { name: 'green', hex: '#1d6b45' },
  { name: 'violet', hex: '#6b3fa0' },
  { name: 'teal', hex: '#0f6a70' },
  { name: 'brown', hex: '#8a4b12' },
] as const;
export const standardColour: Hex = '#bd1220';

/** The colours of the look that follow the signal, by light and dark. */
export interface Scheme {
  light: {
    signal: Hex;
    fill: Hex;
    fillDeep: Hex;
    signalOnNight: Hex;
    fillOnNight: Hex;
    fillDeepOnNight: Hex;
  };
  dark: { signal: Hex; fill: Hex; fillDeep: Hex };
}

/** Why a colour is refused: what it cannot be read on, and the ratio that it has there. */
export interface Refusal {
  on: 'shade' | 'fill';
  ratio: number;
}

/** @returns the colour in one spelling; null for what is none. */
export function parseColour(text: string): Hex | null {
  const found = /^#?([0-9a-f]{6})$/i.exec(text.trim());
  return found ? `#${(found[1] ?? '').toLowerCase()}` : null;
}

/** The contrast of two colours, 1 to 21, as WCAG 2.2 defines it. */
export function contrast(a: Hex, b: Hex): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]; // two in, two out
  return (high + 0.05) / (low + 0.05);
}

/**
 * Whether a colour can be the signal: readable as text on the darkest of the light surfaces, and under white text.
 * All its other forms are made from it so that they pass.
 */
export function refusalOf(colour: Hex): Refusal | null {
  const onShade = contrast(colour, light.shade);
  if (onShade < needsText) return { on: 'shade', ratio: onShade };
  const underWhite = contrast(onFill, colour);
  return underWhite < needsText ? { on: 'fill', ratio: underWhite } : null;
}

/** All forms of a signal that {@link refusalOf} lets pass. The house's own red keeps the values it was drawn with. */
export function schemeOf(colour: Hex): Scheme {
  const lighter = (least: number, ...grounds: Hex[]) =>
    lighten(colour, (c) => grounds.every((ground) => contrast(c, ground) >= least));
  const signalOnNight = lighten(
    colour,
    (c) => nights.every((night) => contrast(c, night) >= 6) && contrast(c, track) >= needsMark + 0.2,
  );
  return {
    light: {
      signal: colour,
      fill: colour,
      fillDeep: darken(colour, (c) => contrast(onFill, c) >= contrast(onFill, colour) * 1.35),
      signalOnNight,
      fillOnNight: surface(colour, 5.2),
      fillDeepOnNight: surface(colour, 4.7),
    },
    dark: {
      signal: lighter(5.8, dark.paper, dark.sheet, dark.shade),
      fill: surface(colour, 5.6),
      fillDeep: surface(colour, 5),
    },
  };
}

/** Every pair of the contrast table, with what it has and needs: the proof that a scheme can be read. */
export function pairsOf({
  light: day,
  dark: night,
}: Scheme): { pair: string; ratio: number; needs: number }[] {
  const text = (pair: string, a: Hex, b: Hex) => ({ pair, ratio: contrast(a, b), needs: needsText });
  return [
    ...Object.entries(light).map(([name, ground]) => text(`signal on ${name}`, day.signal, ground)),
    ...Object.entries(dark).map(([name, ground]) => text(`dark signal on ${name}`, night.signal, ground)),
    ...[day.fill, day.fillDeep, day.fillOnNight, day.fillDeepOnNight, night.fill, night.fillDeep].map(
      (fill) => text('white on a fill', onFill, fill),
    ),
    ...nights.map((ground) => text('signal on night', day.signalOnNight, ground)),
    { pair: 'progress on its track', ratio: contrast(day.signalOnNight, track), needs: needsMark },
  ];
}

/** The style sheet that gives a page another signal. Linked after the look, whose tokens it sets. */
export function styleSheetOf(colour: Hex): string {
  const { light: day, dark: night } = schemeOf(colour);
  return `:root{--signal:${day.signal};--fill:${day.fill};--fill-deep:${day.fillDeep};--signal-on-night:${day.signalOnNight};--fill-on-night:${day.fillOnNight};--fill-deep-on-night:${day.fillDeepOnNight}}
@media (prefers-color-scheme:dark){:root{--signal:${night.signal};--fill:${night.fill};--fill-deep:${night.fillDeep}}}
`;
}

/** The address of that style sheet: it names its content, so browsers may keep it for ever. Null for the house's red. */
export function styleSheetPath(colour: Hex): string | null {
  if (colour === standardColour) return null;
  const sum = createHash('sha256').update(styleSheetOf(colour)).digest('hex').slice(0, 10);
  return `/colours/${colour.slice(1)}-${sum}.css`;
}

/** The lightest form of a colour that white can still be read on with this contrast; the colour where it has less. */
function surface(colour: Hex, ratio: number): Hex {
  if (contrast(onFill, colour) <= ratio) return colour;
  let passing = colour;
  for (const form of lighterForms(colour)) {
    if (contrast(onFill, form) < ratio) return passing;
    passing = form;
  }
  return passing;
}

function lighten(colour: Hex, passes: (form: Hex) => boolean): Hex {
  for (const form of lighterForms(colour)) if (passes(form)) return form;
  return onFill;
}

function darken(colour: Hex, passes: (form: Hex) => boolean): Hex {
  for (let share = 0; share <= 100; share += 1) {
    const form = mixed(colour, '#000000', share / 100);
    if (passes(form)) return form;
  }
  return '#000000';
}

/** From the colour to white, in a hundred steps. */
function* lighterForms(colour: Hex): Generator<Hex> {
  for (let share = 0; share <= 100; share += 1) yield mixed(colour, onFill, share / 100);
}

function mixed(from: Hex, to: Hex, share: number): Hex {
  const [a, b] = [channels(from), channels(to)];
  const parts = a.map((value, index) => Math.round(value + ((b[index] ?? 0) - value) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function channels(colour: Hex): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: Hex): number {
  const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
