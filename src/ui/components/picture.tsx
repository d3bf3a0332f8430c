import type { TextPicture } from '../../foundation/text/picture.ts';

export interface PictureProps {
  picture: TextPicture;
  /** What it shows, for those who do not see it; '' where the words beside it say so already. */
  alt: string;
  /** How wide it stands on the page, as `sizes` of HTML says it. */
  sizes?: string;
  /** Cut to a shape; without it the picture stands whole. */
  crop?: 'wide' | 'square';
  /** What must stay in sight when it is cut, in percent from its left and top. */
  focal?: { x: number; y: number };
  /** The picture that a page opens with is not waited for until it is scrolled to. */
  first?: boolean;
}

/** A picture in the best form that the browser takes, no wider than it stands; its room is kept before it is there. */
export function Picture({ picture, alt, sizes, crop, focal, first }: PictureProps) {
  return (
    <picture class={crop ? `crop ${crop}` : undefined}>
      {picture.sources.map(({ type, srcset }) => (
        <source type={type} srcset={srcset} sizes={sizes ?? '(min-width: 40rem) 36rem, 100vw'} />
      ))}
      <img
        src={picture.src}
        alt={alt}
        width={picture.width}
        height={picture.height}
        loading={first ? undefined : 'lazy'}
        fetchpriority={first ? 'high' : undefined}
        data-x={crop ? tenth(focal?.x) : undefined}
        data-y={crop ? tenth(focal?.y) : undefined}
      />
    </picture>
  );
}

/** Style sheets know the tens: the policy of the pages forbids styles of an element's own. */
function tenth(percent = 50): string {
  return String(Math.round(percent / 10) * 10);
}
