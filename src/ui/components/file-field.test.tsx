import { expect, test } from 'vitest';
import { translator } from '../../foundation/i18n/translate.ts';
import { FileField } from './file-field.tsx';

test('a file is chosen from a list without a script, and what is wrong stands beside it', () => {
  const html = String(
    <FileField
      t={translator('en')}
      name="file"
      label="File"
      error="Choose a file."
      value="bb"
      files={[
        { sha256: 'aa', name: 'one.pdf' },
        { sha256: 'bb', name: '<two>.pdf' },
      ]}
    />,
  );
  expect(html).toMatch(/<option value="bb" selected(="")?>&lt;two&gt;\.pdf<\/option>/);
  expect(html).toContain('<option value="">No file</option>');
  expect(html).toMatch(/<select id="file"[^>]*aria-describedby="file-error"/);
  expect(html).toContain('href="/desk/files"');
});
