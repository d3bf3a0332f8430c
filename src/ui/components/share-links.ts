export interface ShareLink {
  service: 'WhatsApp' | 'Telegram' | 'Facebook' | 'X' | 'Bluesky' | 'Mastodon';
  href: string;
}

/**
 * @returns plain links that open each service with the page's title and address filled in. Services that take one text
 * get both in it. Mastodon's own share page takes the text in the fragment, which is not sent to its server.
 * Signal has no such link: it takes the copied address or the device's share sheet.
 */
export function shareLinks(title: string, url: string): ShareLink[] {
  const u = encodeURIComponent(url);
  const text = encodeURIComponent(title);
  const both = encodeURIComponent(`${title} ${url}`);
  return [
    { service: 'WhatsApp', href: `https://wa.me/?text=${both}` },
    { service: 'Telegram', href: `https://t.me/share/url?url=${u}&text=${text}` },
    { service: 'Facebook', href: `https://www.facebook.com/sharer/sharer.php?u=${u}` },
    { service: 'X', href: `https://x.com/intent/post?url=${u}&text=${text}` },
    { service: 'Bluesky', href: `https://bsky.app/intent/compose?text=${both}` },
    { service: 'Mastodon', href: `https://share.joinmastodon.org/#text=${both}` },
  ];
}

/** @returns a mail with the title as subject and the address as text (RFC 6068). */
export function mailLink(title: string, url: string): string {
  return `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(url)}`;
}
