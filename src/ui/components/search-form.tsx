import type { PropsWithChildren } from 'hono/jsx';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { Field } from './field.tsx';

export interface SearchFormProps {
  t: Translator;
  action: string;
  label: string;
  value: string;
  button: string;
}

/** A line to search by (`q`), above what it finds. Children: what goes along unseen. A GET: it can be linked to. */
export function SearchForm({
  t,
  action,
  label,
  value,
  button,
  children,
}: PropsWithChildren<SearchFormProps>) {
  return (
    <form method="get" action={action} role="search" class="filters">
      {children}
      <Field t={t} name="q" type="search" label={label} value={value} optional="unsaid" dir="auto" />
      <button type="submit">{button}</button>
    </form>
  );
}
