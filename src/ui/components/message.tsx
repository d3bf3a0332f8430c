import type { Child, PropsWithChildren } from 'hono/jsx';
import { Opening } from './opening.tsx';

export interface MessageProps {
  title: string;
  /** One sentence: what happened, or what to do now. */
  stand?: Child;
  /** The number of the request, for those who report a fault. */
  reference?: string | undefined;
}

/** A page that is one message: after signing and confirming, not found, too many requests, a fault. Children: ways on. */
export function Message({ title, stand, reference, children }: PropsWithChildren<MessageProps>) {
  return (
    <div class="wrap">
      <Opening title={title} size="title" stand={stand}>
        {children}
        {reference ? (
          <p class="label">
            <bdi lang="en">{reference}</bdi>
          </p>
        ) : null}
      </Opening>
    </div>
  );
}
