import type { Child, PropsWithChildren } from 'hono/jsx';

export interface OpeningProps {
  title: Child;
  /** 'display' for a campaign and the home page, 'title' for a declaration, an article, a list, a message. */
  size: 'display' | 'title';
  /** The sentence that the page stands for, under the title. */
  stand?: Child;
  /** What we ask, or what the page is (date, author): in the margin. */
  say?: Child;
}

/** How a page begins: a heading over both columns, what we ask in the margin, what we show (children) in the text. */
export function Opening({ title, size, stand, say, children }: PropsWithChildren<OpeningProps>) {
  return (
    <div class="opening" data-size={size}>
      <h1>{title}</h1>
      {stand ? <p class="stand">{stand}</p> : null}
      {say ? <div class="say">{say}</div> : null}
      {hasAny(children) ? <div class="show">{children}</div> : null}
    </div>
  );
}

/** Whether anything is to be shown: of several that are each left out, nothing is. */
function hasAny(children: Child): boolean {
  return Array.isArray(children) ? children.some(hasAny) : Boolean(children);
}
