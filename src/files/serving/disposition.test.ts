import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileHeaders } from './disposition.ts';

test('what could act in the name of the site is saved, never shown', () => {
  for (const mediaType of [
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/xml',
    'application/zip',
  ]) {
    expect(fileHeaders({ mediaType, name: 'a' })['content-disposition']).toMatch(/^attachment;/);
  }
  for (const mediaType of ['application/pdf', 'image/png', 'video/mp4']) {
    expect(fileHeaders({ mediaType, name: 'a' })['content-disposition']).toMatch(/^inline;/);
  }
});

test('an Arabic name arrives whole, and no name can end its header', () => {
  expect(fileHeaders({ mediaType: 'application/pdf', name: 'تقرير.pdf' })['content-disposition']).toBe(
    `inline; filename="_____.pdf"; filename*=UTF-8''%D8%AA%D9%82%D8%B1%D9%8A%D8%B1.pdf`,
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const header = fileHeaders({ mediaType: 'application/pdf', name })['content-disposition'] ?? '';
      expect(header).toMatch(/^inline; filename="[\w .()-]*"; filename\*=UTF-8''[\w.!~%-]*$/);
    }),
  );
});
