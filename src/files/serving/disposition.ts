/** What a browser may show in its window. Anything else, HTML and SVG above all, could act in the name of this site. */
const shown = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/avif',
  'video/mp4',
  'video/webm',
  'audio/mpeg',
  'audio/ogg',
  'text/plain',
]);

/**
 * The headers of a stored file: its type, and whether it is shown or saved, under which name (RFC 6266; the name in
 * full in the form of RFC 8187, with an ASCII one for old browsers).
 */
export function fileHeaders({
  mediaType,
  name,
  saved,
}: {
  mediaType: string;
  name: string;
  /** Never shown, whatever it is. */
  saved?: boolean;
}): Record<string, string> {
  const how = shown.has(mediaType) && !saved ? 'inline' : 'attachment';
  const plain = name.replace(/[^\w .()-]/g, '_');
  const full = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return {
    'content-type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
    'content-disposition': `${how}; filename="${plain}"; filename*=UTF-8''${full}`,
  };
}
