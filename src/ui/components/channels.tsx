import type { Child } from 'hono/jsx';

export interface ChannelItem {
  title: Child;
  /** What to compare sign by sign: a number, a key's fingerprint, an address. Always from left to right. */
  address: string;
  href?: string | undefined;
  text?: Child;
}

/** The safe ways to reach the coalition. */
export function Channels({ items, level = 'h3' }: { items: readonly ChannelItem[]; level?: 'h2' | 'h3' }) {
  const Tag = level;
  return (
    <ul class="channels">
      {items.map(({ title, address, href, text }) => (
        <li>
          <Tag>{title}</Tag>
          <p class="address">
            <bdi lang="en" dir="ltr">
              {href ? (
                <a href={href} rel="noreferrer external">
                  {address}
                </a>
              ) : (
                address
              )}
            </bdi>
          </p>
          {text ? <p>{text}</p> : null}
        </li>
      ))}
    </ul>
  );
}
