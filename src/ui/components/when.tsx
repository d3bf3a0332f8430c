/** A date, as precise as we know: a ready text, and its ASCII form (`2007`, `2007-09`, `2007-09-16`). */
export function When({ text, datetime }: { text: string; datetime: string }) {
  return <time datetime={datetime}>{text}</time>;
}
