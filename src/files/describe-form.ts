import type { Lang } from '../foundation/i18n/lang.ts';

/** The words of a file's form in these languages. What is too long is cut: the form itself lets nobody type it. */
export function readWords(
  body: Readonly<Record<string, unknown>>,
  langs: readonly Lang[],
): {
  texts: { lang: Lang; alt: string; credit: string }[];
  focal: { x: number; y: number } | null;
} {
  const line = (name: string, longest: number) => {
    const value = body[name];
    if (typeof value !== 'string') return '';
    return [
      ...value
        .toWellFormed()
        .replace(/\p{Cc}+/gu, ' ')
        .trim(),
    ]
      .slice(0, longest)
      .join('');
  };
  const percent = (name: string) => {
    const text = line(name, 10);
    return /^\d{1,3}(\.\d+)?$/.test(text) && Number(text) <= 100 ? Math.round(Number(text)) : null;
  };
  const [x, y] = [percent('focal_x'), percent('focal_y')];
  return {
    texts: langs.map((lang) => ({
      lang,
      alt: line(`alt_${lang}`, 1000),
      credit: line(`credit_${lang}`, 300),
    })),
    focal: x === null || y === null ? null : { x, y },
  };
}
