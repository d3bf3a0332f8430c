import { markdownParser } from '../../../../foundation/text/shared/markdown-grammar.ts';
import { readMarkdown } from './read.ts';
import { schema } from './schema.ts';
import { writeMarkdown } from './write.ts';

/**
 * Whether the editor can take a text and give it back with the same meaning: what a page would show of it is the same.
 * A text that fails stays Markdown, so that opening a form can never change what somebody wrote.
 */
export function isFaithful(markdown: string): boolean {
  try {
    return shown(markdown) === shown(writeMarkdown(readMarkdown(schema, markdown)));
  } catch {
    return false;
  }
}

const renderer = markdownParser();

/** A line break within a paragraph is a space; no page shows the title of a link. */
function shown(markdown: string): string {
  return renderer
    .render(markdown)
    .replace(/(<a href="[^"]*") title="[^"]*"/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/ (?=<\/?(?:p|h[1-6]|pre|li|ul|ol|blockquote|section)\b)/g, '');
}
