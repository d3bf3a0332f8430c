import { describe, expect, test } from 'vitest';
import { translator } from '../../foundation/i18n/translate.ts';
import { Check, Choices } from './choice.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Field, Select } from './field.tsx';

const t = translator('en');

/** All ids that `aria-describedby` names. */
function described(html: string): string[] {
  return /aria-describedby="([^"]*)"/.exec(html)?.[1]?.split(' ') ?? [];
}

describe('a field with an error', () => {
  const fields = {
    text: (
      <Field t={t} name="email" label="Address" hint="Not shown." error="Enter an address." value={'"><b>'} />
    ),
    list: <Select t={t} name="country" label="Country" hint="Not shown." error="Choose one." options={[]} />,
    radio: (
      <Choices
        t={t}
        name="kind"
        label="Who"
        hint="Not shown."
        error="Choose one."
        options={[{ value: 'a', text: 'A' }]}
      />
    ),
    check: <Check t={t} name="consent" label="Yes" hint="Not shown." error="Tick this." />,
  };
  for (const [kind, field] of Object.entries(fields)) {
    test(`${kind}: names its error and then its hint, and both exist`, () => {
      const html = String(field);
      const ids = described(html);
      expect(ids.map((id) => id.split('-').at(-1))).toEqual(['error', 'hint']);
      for (const id of ids) expect(html).toContain(`id="${id}"`);
      expect(html).toContain('aria-invalid="true"');
      expect(html).toMatch(/<span class="vh">Error: <\/span>/);
    });
  }

  test('keeps what was typed, as text', () => {
    expect(String(fields.text)).toContain('value="&quot;&gt;&lt;b&gt;"');
  });
});

test('a field without error or hint describes nothing', () => {
  const html = String(<Field t={t} name="website" label="Site" optional />);
  expect(html).not.toContain('aria-describedby');
  expect(html).not.toContain('aria-invalid');
  expect(html).not.toContain('aria-required');
  expect(html).toContain('(optional)');
});

test('every link of the summary leads to a control, radio buttons included', () => {
  const errors = [
    { field: 'kind', text: 'Choose one.' },
    { field: 'email', text: 'Enter an address.' },
  ];
  const html = String(
    <form>
      <ErrorSummary t={t} errors={errors} />
      <Choices
        t={t}
        name="kind"
        label="Who"
        options={[
          { value: 'organisation', text: 'A' },
          { value: 'person', text: 'B' },
        ]}
      />
      <Field t={t} name="email" label="Address" />
    </form>,
  );
  expect(html).toContain('role="alert"');
  expect(html).toContain('2 fields need a correction');
  for (const { field } of errors) {
    expect(html).toContain(`href="#${field}"`);
    expect(html).toMatch(new RegExp(`<input[^>]* id="${field}"`));
  }
});

test('without errors there is no summary to announce', () => {
  expect(String(<ErrorSummary t={t} errors={[]} />)).toBe('');
});
