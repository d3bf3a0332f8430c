import { element } from './element.ts';

/**
 * A picture as the editor shows it: the small form that the staff may see, since a picture is public only once something
 * public uses it; else what the public sees; else its words. Of a picture from elsewhere the words alone, as on the page.
 */
export function shownPicture(src: string, alt: string): HTMLElement {
  if (!src.startsWith('/')) return element('span', {}, alt);
  const sha256 = /^\/files\/([0-9a-f]{64})\//.exec(src)?.[1];
  const small = sha256 === undefined ? src : `/desk/files/${sha256}/480.webp`;
  const shown = element('img', { src: small, alt, title: alt });
  if (small !== src) shown.addEventListener('error', () => shown.setAttribute('src', src), { once: true });
  return shown;
}
