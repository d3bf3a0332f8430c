import type { Lang } from '../../foundation/i18n/lang.ts';

/** A text ready to be shown and the language it is in (BCP 47; names come in more languages than the site has). */
export interface Said {
  text: string;
  lang: string;
}

/** A link of a menu. `current`: 'page' when it leads here, 'true' when the page lies below it. */
export interface MenuLink {
  href: string;
  text: string;
  current?: 'page' | 'true' | undefined;
}

/** @returns the `lang` attribute for a text of `lang` on a page of `page`: none where it would repeat the page's. */
export function langAttribute(lang: string | undefined, page: Lang): string | undefined {
  return lang === undefined || lang === page ? undefined : lang;
}

/** @returns the direction of a text by its language: scripts written from right to left, else left to right. */
export function dirOfText(lang: string): 'ltr' | 'rtl' {
  return /^(ar|ckb|fa|he|ur)\b/.test(lang) ? 'rtl' : 'ltr';
}
