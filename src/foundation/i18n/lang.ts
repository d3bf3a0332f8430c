/** The languages that the product knows. `ku` is never used: Sorani is `ckb`, Kurmanji `kmr`. */
export const languages = ['en', 'ar', 'ckb', 'kmr', 'fr', 'es', 'it'] as const;

export type Lang = (typeof languages)[number];

/** What each language is called, in itself: the only names that a language switcher shows. */
export const languageNames: Readonly<Record<Lang, string>> = {
  en: 'English',
  ar: 'العربية',
  ckb: 'کوردی',
  kmr: 'Kurdî',
  fr: 'Français',
  es: 'Español',
  it: 'Italiano',
};

/** @returns whether a piece of text (from an address, a form, a row) is one of our language codes. */
export function isLang(text: string | undefined): text is Lang {
  return languages.some((lang) => lang === text);
}

/** @returns the direction in which the language is written. */
export function dirOf(lang: Lang): 'ltr' | 'rtl' {
  return lang === 'ar' || lang === 'ckb' ? 'rtl' : 'ltr';
}

/** The BCP 47 tag for `Intl`: Iraqi Arabic with Latin digits, so that a page never mixes two sets of digits. */
export function localeOf(lang: Lang): string {
  if (lang === 'ar') return 'ar-IQ-u-nu-latn';
  if (lang === 'ckb') return 'ckb-u-nu-latn';
  if (lang === 'en') return 'en-GB';
  return lang;
}

/** A text in several languages; a missing one falls back visibly. */
export type LocalizedText = Partial<Record<Lang, string>>;
