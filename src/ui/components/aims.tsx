import type { Child } from 'hono/jsx';

/** Numbered aims, in two columns that share their hairlines. */
export function Aims({ items }: { items: readonly Child[] }) {
  return (
    <ol class="aims">
      {items.map((item) => (
        <li>
          <span>{item}</span>
        </li>
      ))}
    </ol>
  );
}

/** What happens next, step by step, beside a form. */
export function Steps({ title, items }: { title: string; items: readonly Child[] }) {
  return (
    <div class="steps">
      <p>{title}</p>
      <ol>
        {items.map((item) => (
          <li>
            <span>{item}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
