import type { Translator } from '../../../foundation/i18n/translate.ts';
import { cleanLine } from '../../../foundation/text/plain.ts';
import { Field } from '../../../ui/components/field.tsx';

const longest = 300;

export interface PublicWhyProps {
  t: Translator;
  /** Whether something that the public has read is replaced: then a reason has to be given. */
  correction: boolean;
  value?: string | undefined;
  error?: string | undefined;
}

/** Why a claim comes out as it does: the one reason of the desk that the public reads, which its hint says. */
export function PublicWhy({ t, correction, value, error }: PublicWhyProps) {
  return (
    <Field
      t={t}
      name="public_why"
      label={t('desk.claim.public_why')}
      hint={t(correction ? 'desk.claim.public_why.correction' : 'desk.claim.public_why.hint')}
      optional={!correction}
      value={value}
      error={error}
      maxlength={longest}
      dir="auto"
    />
  );
}

/** @returns what was typed there, on one line; '' for nothing that can be kept. */
export function publicWhyIn(typed: Readonly<Record<string, string>>): string {
  const cleaned = cleanLine((typed.public_why ?? '').slice(0, longest), longest);
  return cleaned.ok ? cleaned.text : '';
}
