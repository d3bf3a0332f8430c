import { tellPresence } from './presence.ts';
import { clearAfterSaving, emptyOnSignOut, keepUnsaved } from './unsaved/unsaved.ts';
import { readWords } from './words.ts';

/** What helps those who edit: the editor of texts, what is not saved kept, a word on who else is at it. */
export async function comfortEditing(root: Document): Promise<void> {
  emptyOnSignOut(root);
  clearAfterSaving();
  const words = readWords(root);
  if (!words) return;
  const texts = root.querySelectorAll<HTMLTextAreaElement>('textarea[data-rich]');
  if (texts.length > 0) {
    // The editor first: what was kept is offered for the fields as they are then. Without it the text area stays.
    const loaded = await import('./editor/editor.ts').catch(() => null);
    loaded?.makeEditors(texts, words);
  }
  tellPresence(root, words);
  await keepUnsaved(root, words);
}
