import type { Child, PropsWithChildren } from 'hono/jsx';

export interface PartProps {
  /** Unique on the page; the heading's id is derived from it. */
  id: string;
  title: Child;
  /** A short remark under the heading, in the margin. */
  note?: Child;
  /** More in the margin, below the note. */
  margin?: Child;
}

/** A part of a page: its heading stands in the margin, like a note beside the text. */
export function Part({ id, title, note, margin, children }: PropsWithChildren<PartProps>) {
  return (
    <section class="part" id={id} aria-labelledby={`${id}-h`}>
      <header>
        <h2 id={`${id}-h`}>{title}</h2>
        {note ? <p class="label">{note}</p> : null}
        {margin}
      </header>
      {children}
    </section>
  );
}

/** What leads on from a part: "All 15 reports". */
export function More({ href, children }: PropsWithChildren<{ href: string }>) {
  return (
    <p class="more">
      <a href={href}>{children}</a>
    </p>
  );
}

/** Text that keeps its distance to the edges of the page. */
export function Wrap({ children }: PropsWithChildren) {
  return <div class="wrap">{children}</div>;
}
