import type { FieldError, Typed } from '../../desk/editing/form/fields.ts';
import { FormFields } from '../../desk/editing/form/form-fields.tsx';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { Check } from '../../ui/components/choice.tsx';
import { deskSourceFields } from './citing/cite-fields-desk.ts';

export interface SourceFieldsProps {
  t: Translator;
  typed: Typed;
  errors: readonly FieldError[];
  /** Whether whoever enters it has looked at the source. */
  seen: boolean;
}

/** What is said of a source, new or known, and the button that saves it. */
export function SourceFields({ t, typed, errors, seen }: SourceFieldsProps) {
  return (
    <>
      <FormFields t={t} fields={deskSourceFields} typed={typed} errors={errors} lang={null} campaigns={[]} />
      <Check
        t={t}
        name="seen"
        label={t('desk.sources.seen')}
        hint={t('desk.sources.seen.hint')}
        checked={seen}
        optional
      />
      <div class="desk-foot">
        <button class="call" type="submit">
          {t('desk.save')}
        </button>
      </div>
    </>
  );
}
