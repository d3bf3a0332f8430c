import type { Child } from 'hono/jsx';

/**
 * A message in which `<b>…</b>` and `<bdi>…</bdi>` are markup and everything else is text, escaped as ever.
 * Whoever supplies a value of the message can at most make it bold or isolate it.
 */
export function Rich({ text }: { text: string }) {
  const pieces = text.split(/(<b>.*?<\/b>|<bdi>.*?<\/bdi>)/s);
  return <>{pieces.map(piece)}</>;
}

function piece(text: string): Child {
  const bold = /^<b>(.*)<\/b>$/s.exec(text)?.[1];
  if (bold !== undefined) return <b>{bold}</b>;
  const isolated = /^<bdi>(.*)<\/bdi>$/s.exec(text)?.[1];
  if (isolated !== undefined) return <bdi>{isolated}</bdi>;
  return text;
}
