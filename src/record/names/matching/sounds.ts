/**
 * The consonants of a word, roughly: what it certainly has and what it may have, a bit for each sound that both scripts
 * write. Most pairs of words are of two words by these alone.
 */
export interface Sounds {
  certain: number;
  possible: number;
}

const [b, f, k, s, t, d, r, l, m, n] = Array.from({ length: 10 }, (_, bit) => 1 << bit) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
]; // as many as were asked for

const certain = letters({
  bpبپ: b,
  fف: f,
  kgjqكگقجغ: k,
  szسصز: s,
  tتط: t,
  dدض: d,
  rر: r,
  lل: l,
  mم: m,
  nن: n,
});
const possible = letters({ vwڤو: f, cxشچخ: k | s, ثذظ: t | d | s, ژ: k | s });

/** @param key by `nameKey`, or several put together. */
export function soundsOf(key: string): Sounds {
  const sounds = { certain: 0, possible: 0 };
  for (const letter of key.replace(manyLettered, (piece) => pieces[piece] ?? '')) {
    const is = certain.get(letter) ?? 0;
    sounds.certain |= is;
    sounds.possible |= is | (possible.get(letter) ?? 0);
  }
  return sounds;
}

/** @returns how many sounds only one of them has, at least. */
export function soundsApart(one: Sounds, other: Sounds): number {
  return bits(one.certain & ~other.possible) + bits(other.certain & ~one.possible);
}

// Letters that together are another sound, or none.
const pieces: Readonly<Record<string, string>> = {
  ph: 'f',
  gh: 'c',
  th: 'ث',
  dge: 'c',
  tch: 'c',
  تش: 'c',
  tion: 'cn',
  dh: 'ذ',
};
const manyLettered = new RegExp(Object.keys(pieces).join('|'), 'g');

function letters(groups: Readonly<Record<string, number>>): Map<string, number> {
  return new Map(
    Object.entries(groups).flatMap(([of, sound]) =>
      [...of].map((letter): [string, number] => [letter, sound]),
    ),
  );
}

function bits(of: number): number {
  let count = 0;
  for (let rest = of; rest !== 0; rest &= rest - 1) count++;
  return count;
}
