import type { PropsWithChildren } from 'hono/jsx';

export interface CallProps {
  href: string;
  /** The one thing that the page asks for, filled; else a quieter button beside it. */
  filled?: boolean;
}

/** A link set as a button. At most one filled call is in view at a time. */
export function Call({ href, filled = false, children }: PropsWithChildren<CallProps>) {
  return (
    <p class="buttons">
      <a class={filled ? 'button call' : 'button'} href={href}>
        {children}
      </a>
    </p>
  );
}
