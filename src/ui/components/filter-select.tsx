import type { Translator } from '../../foundation/i18n/translate.ts';
import { Select } from './field.tsx';

export interface FilterSelectProps {
  t: Translator;
  name: string;
  label: string;
  /** Null or nothing where all are shown. */
  value: string | null | undefined;
  options: readonly { value: string; text: string }[];
}

/** A choice by which a list is narrowed; nothing chosen is all. */
export function FilterSelect({ t, name, label, value, options }: FilterSelectProps) {
  return (
    <Select
      t={t}
      name={name}
      label={label}
      optional="unsaid"
      empty={t('form.all')}
      value={value ?? ''}
      options={options}
    />
  );
}
