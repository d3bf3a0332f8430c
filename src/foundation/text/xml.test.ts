import { expect, test } from 'vitest';
import { element, xmlDocument } from './xml.ts';

test('text and attributes cannot leave their place', () => {
  const made = element('title', { type: '"><evil/>' }, '</title> & ]]>');
  expect(made.xml).toBe('<title type="&quot;&gt;&lt;evil/&gt;">&lt;/title&gt; &amp; ]]&gt;</title>');
});

test('what XML 1.0 does not know is dropped', () => {
  expect(element('a', {}, 'x\u0000\u0008\ud800y\u{1f600}').xml).toBe('<a>x\ufffdy\u{1f600}</a>');
});

test('elements nest, absent ones and absent attributes are left out', () => {
  expect(xmlDocument(element('a', { b: undefined }, null, element('c', { d: '1' })))).toBe(
    '<?xml version="1.0" encoding="utf-8"?>\n<a><c d="1"/></a>\n',
  );
});
