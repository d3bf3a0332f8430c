import type { Child, PropsWithChildren } from 'hono/jsx';

export interface BandProps {
  id: string;
  /** The side that speaks: a quotation, the name of a campaign. */
  voice: Child;
}

/** The one dark place of a page, for the one thing asked (children). Some element in it must have the id `${id}-h`. */
export function Band({ id, voice, children }: PropsWithChildren<BandProps>) {
  return (
    <section class="band" id={id} aria-labelledby={`${id}-h`}>
      <div class="wrap beside">
        {voice}
        <div class="ask">{children}</div>
      </div>
    </section>
  );
}

/** A sentence of the declaration, in quotation marks of its language, and where it stands. */
export function Quote({ source, children }: PropsWithChildren<{ source: Child }>) {
  return (
    <blockquote>
      <p>{children}</p>
      <footer class="label">{source}</footer>
    </blockquote>
  );
}

/** A campaign announced in the band of the home page. `id` is the band's. */
export function Announcement(props: {
  id: string;
  label: string;
  title: string;
  href: string;
  line?: Child;
}) {
  return (
    <div>
      <p class="label">{props.label}</p>
      <h2 id={`${props.id}-h`} class="huge">
        <a href={props.href}>{props.title}</a>
      </h2>
      {props.line ? <p class="stand">{props.line}</p> : null}
    </div>
  );
}
