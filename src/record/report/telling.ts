import type { Id } from '../../foundation/database/id.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';

/** What every part of the report needs to speak: its language, and the footnotes of each thing. */
export interface Teller {
  t: Translator;
  footnotes(id: Id): readonly number[];
}
