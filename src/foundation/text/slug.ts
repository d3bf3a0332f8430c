/**
 * A slug made of a title: small Latin letters, digits and hyphens, at most 80. Latin loses its accents; Arabic and Kurdish
 * letters are written as they sound (no vowels that are not written). '' where nothing of the title can stay.
 */
export function slugOf(title: string): string {
  return [...title.normalize('NFKD').toLowerCase()]
    .map((letter) => sounds.get(letter) ?? letter)
    .join('')
    .normalize('NFKD')
    .replace(/['’ʼʿʾ\p{M}\p{Cf}\u0640]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '');
}

/** @returns whether a text can be a slug, as the database has it. */
export function isSlug(text: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 120;
}

const sounds = new Map(
  Object.entries({
    a: 'اأإآٱ',
    b: 'ب',
    t: 'تطة',
    th: 'ث',
    j: 'ج',
    h: 'حهھە',
    kh: 'خ',
    d: 'دض',
    dh: 'ذ',
    r: 'رڕ',
    z: 'زظ',
    s: 'سص',
    sh: 'ش',
    gh: 'غ',
    f: 'ف',
    q: 'ق',
    k: 'كک',
    l: 'لڵ',
    m: 'م',
    n: 'ن',
    w: 'وؤ',
    y: 'يئى',
    i: 'یێ',
    o: 'ۆ',
    p: 'پ',
    ch: 'چ',
    v: 'ڤ',
    g: 'گ',
    zh: 'ژ',
    ae: 'æ',
    oe: 'œø',
    ss: 'ß',
  }).flatMap(([sound, letters]) => [...letters].map((letter): [string, string] => [letter, sound])),
);
