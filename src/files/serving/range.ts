/** The first and the last byte of a part, both included. */
export interface Range {
  first: number;
  last: number;
}

/**
 * The one part that a Range header asks for (RFC 9110 section 14.1.2); null where the whole is to be sent: no header,
 * another unit, several parts, nonsense. `unsatisfiable` where the part begins after the end.
 *
 * @param size bytes of the whole.
 */
export function rangeAsked(header: string | undefined, size: number): Range | 'unsatisfiable' | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!found) return null;
  const [, from = '', to = ''] = found;
  if (from === '') {
    if (to === '') return null;
    const length = Number(to);
    return length === 0 || size === 0
      ? 'unsatisfiable'
      : { first: Math.max(0, size - length), last: size - 1 };
  }
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return null;
  return first >= size ? 'unsatisfiable' : { first, last };
}
