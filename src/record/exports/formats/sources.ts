import type { JsonObject, Statement } from '../../api/kinds/statement.ts';

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

/** What a source is called in the citation style language: https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types */
const cslTypes: Readonly<Record<string, string>> = {
  court: 'legal_case',
  government: 'report',
  un: 'report',
  press: 'article-newspaper',
  company: 'webpage',
  ngo: 'report',
  academic: 'article-journal',
};

/** @returns a source as an item of CSL-JSON. */
export function cslItem(source: Statement): JsonObject {
  const type = cslTypes[text(source.type) ?? ''] ?? 'document';
  const publisher = text(source.publisher);
  const date = text(source.date);
  const address = text(source.address);
  const language = text(source.language);
  const inside = type === 'article-newspaper' || type === 'article-journal';
  return {
    id: text(source.key) ?? source.id,
    type,
    title: text(source.title) ?? '',
    ...(publisher !== null && { [inside ? 'container-title' : 'publisher']: publisher }),
    ...(date !== null && { issued: { 'date-parts': [date.split('-').map(Number)] } }),
    ...(address !== null && { URL: address }),
    ...(language !== null && { language }),
  };
}

const bibTypes: Readonly<Record<string, string>> = {
  press: 'article',
  academic: 'article',
  un: 'techreport',
  ngo: 'techreport',
};

/** @returns a source as an entry of BibTeX, in UTF-8 as biber and current BibTeX read it. */
export function bibEntry(source: Statement): string {
  const kind = bibTypes[text(source.type) ?? ''] ?? 'misc';
  const [year, month] = (text(source.date) ?? '').split('-');
  const publisher = text(source.publisher);
  const address = text(source.address);
  const language = text(source.language);
  const fields = [
    // Twice in braces: the style does not put titles into small letters.
    ['title', `{${escaped(text(source.title) ?? '')}}`],
    ...(publisher !== null
      ? [
          [
            kind === 'article' ? 'journal' : kind === 'techreport' ? 'institution' : 'howpublished',
            escaped(publisher),
          ],
        ]
      : []),
    ...(year ? [['year', year]] : []),
    ...(month ? [['month', String(Number(month))]] : []),
    ...(address !== null ? [['url', inAddress(address)]] : []),
    ...(language !== null ? [['language', escaped(language)]] : []),
  ];
  const key = (text(source.key) ?? source.id).replace(/[^A-Za-z0-9:_.+-]/g, '-');
  return `@${kind}{${key},\n${fields.map(([name, value]) => `  ${name} = {${value}}`).join(',\n')}\n}\n\n`;
}

const commands: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  // Not \{ : BibTeX counts braces, escaped or not.
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** @returns a text in which nothing is a command of TeX. */
function escaped(plain: string): string {
  return plain
    .replace(/\s+/g, ' ')
    .replace(/[\\{}~^]|[$&#_%]/g, (character) => commands[character] ?? `\\${character}`);
}

/** An address stands as it is, but for what would end its braces or be taken for a command. */
function inAddress(address: string): string {
  return address.replace(/[{}\\\s]/g, (character) => encodeURIComponent(character));
}
