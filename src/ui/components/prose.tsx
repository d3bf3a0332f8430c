import type { PropsWithChildren } from 'hono/jsx';
import { dirOfText } from './said.ts';

/** A body of running text: rendered Markdown or paragraphs. With `lang` where it is not the page's. */
export function Prose({ lang, children }: PropsWithChildren<{ lang?: string | undefined }>) {
  return (
    <div class="prose" lang={lang} dir={lang ? dirOfText(lang) : undefined}>
      {children}
    </div>
  );
}
