import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { type Name, Names } from './names.tsx';

export interface ChapterProps {
  t: Translator;
  id: string;
  former: readonly Name[];
  current: Name | null;
  href?: string | undefined;
  /** Country, years, owner: in the margin. */
  aside?: Child;
}

/** A chapter of a long report: opened by a company's names, told in the text (children). */
export function Chapter({ t, id, former, current, href, aside, children }: PropsWithChildren<ChapterProps>) {
  return (
    <section class="part chapter" id={id} aria-labelledby={`${id}-h`}>
      <header>
        <h2 id={`${id}-h`}>
          <Names t={t} former={former} current={current} href={href} />
        </h2>
      </header>
      {aside ? <div class="aside label">{aside}</div> : null}
      <div>{children}</div>
    </section>
  );
}
