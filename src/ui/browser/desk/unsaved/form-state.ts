type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What a form holds, by the names of its controls. */
export type Fields = Readonly<Record<string, readonly string[]>>;

/** What must not be kept in a browser, or is no text of anybody's. */
const skipped = /^(hidden|password|file|submit|button|reset|image)$/;

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (control): control is Control =>
      (control instanceof HTMLInputElement ||
        control instanceof HTMLTextAreaElement ||
        control instanceof HTMLSelectElement) &&
      control.name !== '' &&
      !skipped.test(control.type),
  );
}

/** @returns what stands in the form now, or with `asServed` what the server put into it. */
export function fieldsOf(form: HTMLFormElement, asServed = false): Fields {
  const fields: Record<string, string[]> = {};
  for (const control of controlsOf(form)) {
    const values = asServed ? servedValues(control) : presentValues(control);
    fields[control.name] = [...(fields[control.name] ?? []), ...values.map((value) => tidy(value))];
  }
  return fields;
}

function presentValues(control: Control): string[] {
  if (control instanceof HTMLSelectElement) return [...control.selectedOptions].map((option) => option.value);
  if (isTicked(control)) return control.checked ? [control.value] : [];
  return [control.value];
}

function servedValues(control: Control): string[] {
  if (control instanceof HTMLSelectElement) {
    const chosen = [...control.options].filter((option) => option.defaultSelected);
    const shown = chosen.length > 0 || control.multiple ? chosen : [...control.options].slice(0, 1);
    return shown.map((option) => option.value);
  }
  if (isTicked(control)) return control.defaultChecked ? [control.value] : [];
  return [control.defaultValue];
}

function isTicked(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type);
}

function tidy(value: string): string {
  return value.replace(/\r\n?/g, '\n');
}

/** @returns the names of the fields in which two states differ; a field that only one has does not count. */
export function differing(a: Fields, b: Fields): string[] {
  return Object.keys(a).filter(
    (name) => b[name] !== undefined && JSON.stringify(a[name]) !== JSON.stringify(b[name]),
  );
}

/** Puts values into the form and tells whoever listens, as if they had been typed. */
export function fill(form: HTMLFormElement, fields: Fields): void {
  for (const control of controlsOf(form)) {
    const values = fields[control.name];
    if (!values) continue;
    if (control instanceof HTMLSelectElement)
      for (const option of control.options) option.selected = values.includes(option.value);
    else if (isTicked(control)) control.checked = values.includes(control.value);
    else control.value = values[0] ?? '';
    control.dispatchEvent(new CustomEvent('filled'));
    control.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

/** @returns what the form calls a field. */
export function labelOf(form: HTMLFormElement, name: string): string {
  const control = controlsOf(form).find((one) => one.name === name);
  const label = control?.labels?.[0] ?? control?.closest('fieldset')?.querySelector('legend');
  return label?.firstChild?.textContent?.trim() || name;
}
