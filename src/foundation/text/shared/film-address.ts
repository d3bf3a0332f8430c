const hosts = new Set(['youtube.com', 'youtu.be', 'youtube-nocookie.com', 'vimeo.com', 'player.vimeo.com']);

/**
 * Whether an address leads to a film: a video file of this site, or a page of a known host of films. PeerTube has
 * thousands of hosts and is known by the form of its addresses (/w/ID, /videos/watch/ID).
 */
export function isFilm(address: string): boolean {
  if (/^\/files\/[0-9a-f]{64}\/[^?#]*\.(mp4|webm|m4v|mov|ogv)$/i.test(address)) return true;
  const url = /^https?:\/\//i.test(address) ? URL.parse(address) : null;
  if (!url) return false;
  const host = url.hostname.replace(/^(www|m)\./, '');
  if (hosts.has(host)) return url.pathname.length > 1;
  if (host === 'archive.org') return /^\/(details|embed)\/[^/]+/.test(url.pathname);
  return /^\/(w|videos\/(watch|embed))\/([A-Za-z0-9]{22}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(
    url.pathname,
  );
}
