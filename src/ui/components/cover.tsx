import type { Child, PropsWithChildren } from 'hono/jsx';

export interface CoverProps {
  title: string;
  /** Publisher and year, at its foot. */
  foot: string;
  lang?: string | undefined;
  href: string;
}

/** A report is a thing; it is shown as one, set in type. It repeats a link that stands beside it, so it is silent. */
export function Cover({ title, foot, lang, href }: CoverProps) {
  return (
    <a class="cover" href={href} tabindex={-1} aria-hidden="true">
      <span lang={lang}>{title}</span>
      <small lang={lang}>{foot}</small>
    </a>
  );
}

export interface FeatureProps {
  cover: CoverProps;
  title: Child;
  note?: Child;
}

/** The featured report: its cover, its title, what it is (children), and the way to it. */
export function Feature({ cover, title, note, children }: PropsWithChildren<FeatureProps>) {
  return (
    <div class="feature">
      <Cover {...cover} />
      <div>
        <h3 lang={cover.lang}>
          <a href={cover.href}>{title}</a>
        </h3>
        {note ? <p class="label">{note}</p> : null}
        {children}
      </div>
    </div>
  );
}
