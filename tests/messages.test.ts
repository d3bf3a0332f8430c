import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import ar from '../messages/ar.json' with { type: 'json' };
import ckb from '../messages/ckb.json' with { type: 'json' };
import en from '../messages/en.json' with { type: 'json' };
import { type Lang, localeOf } from '../src/foundation/i18n/lang.ts';
import { root } from '../src/foundation/paths.ts';

// What the interface says, in each language. The rules for Arabic and Kurdish words are those of the campaign's glossary.

type Catalogue = Readonly<Record<string, string>>;
/** A piece of a parsed message: https://formatjs.github.io/docs/core-concepts/icu-syntax. */
type Piece = ReturnType<IntlMessageFormat['getAst']>[number];

const [LITERAL, ARGUMENT, NUMBER, SELECT, PLURAL] = [0, 1, 2, 5, 6];
const catalogues: Record<string, Catalogue> = { en, ar, ckb };

describe('every catalogue', () => {
  for (const [lang, catalogue] of Object.entries(catalogues)) {
    test(`${lang}: every message is well-formed and says something`, () => {
      for (const [key, text] of Object.entries(catalogue)) {
        // What a value or a field follows may end in a colon and its space.
        expect(text.trim(), key).toBe(text.replace(/: $/, ':'));
        expect(text, key).not.toBe('');
        expect(() => parse(lang, text), key).not.toThrow();
      }
    });
  }
});

test('Arabic has every message of the English, and no other', () => {
  expect(missingFrom(ar, en)).toEqual([]);
  expect(missingFrom(en, ar)).toEqual([]);
});

test('Kurdish has no message that the English has not', () => {
  expect(missingFrom(en, ckb)).toEqual([]);
});

describe('a translation asks for the same values', () => {
  for (const [lang, catalogue] of Object.entries({ ar, ckb } satisfies Record<string, Catalogue>)) {
    test(lang, () => {
      const english: Catalogue = en;
      const differing = Object.entries(catalogue).flatMap(([key, text]) => {
        const [ours, theirs] = [argumentsOf(parse('en', english[key] ?? '')), argumentsOf(parse(lang, text))];
        // A translation may do without a value (a number said in words), but cannot know of another.
        const surplus = [...theirs].filter((name) => !ours.has(name));
        const dropped = [...ours].filter((name) => !theirs.has(name));
        return surplus.length + dropped.length > 0 ? [`${key}: ${[...surplus, ...dropped].join(', ')}`] : [];
      });
      expect(differing).toEqual([]);
    });
  }
});

describe('plurals', () => {
  test('Arabic has all six forms wherever it counts', () => {
    const wanted = ['zero', 'one', 'two', 'few', 'many', 'other'];
    const lacking = Object.entries(ar).flatMap(([key, text]) =>
      piecesOf(parse('ar', text)).flatMap((piece) => {
        if (piece.type !== PLURAL || !('options' in piece)) return [];
        const forms = Object.keys(piece.options);
        const absent = wanted.filter(
          (form) => !forms.includes(form) && !(form === 'zero' && forms.includes('=0')),
        );
        return absent.length > 0 ? [`${key}: ${absent.join(', ')}`] : [];
      }),
    );
    expect(lacking).toEqual([]);
  });

  for (const [lang, catalogue] of Object.entries(catalogues)) {
    test(`${lang}: every number makes a sentence`, () => {
      for (const [key, text] of Object.entries(catalogue)) {
        const ast = parse(lang, text);
        if (!piecesOf(ast).some((piece) => piece.type === PLURAL)) continue;
        for (const n of [0, 1, 2, 3, 11, 100, 102, 103]) {
          const said = format(lang, text, ast, n);
          expect(said.replace(/\p{P}|\s/gu, ''), `${key} with ${n}`).not.toBe('');
          expect(said, `${key} with ${n}`).not.toMatch(/[#{}]/);
        }
      }
    });
  }
});

describe('Arabic and Kurdish as the glossary writes them', () => {
  const traps: Record<string, RegExp> = {
    'tanwin stands on the alif: شخصاً': /\u064b\u0627/,
    'أميركي, not أمريكي': /[أا]مريك/,
    'إنكليزي, not إنجليزي': /[إا]نجليز/,
    'مئة, not مائة': /مائة|مائت/,
    'مُدّعى به, not مزعوم': /مزعوم/,
    'تعاقب, not خلافة': /خلافة/,
    'الجهة المشترية or زبون, not عميل': /(^|[^\p{L}])(ال)?عميل([^\p{L}]|$)/u,
    'the Arabic comma, semicolon and question mark': /[\p{Script=Arabic}»)]\s*[,;?]/u,
    'no space before a mark': /\s[،؛؟]/,
    'European digits': /[\u0660-\u0669\u06f0-\u06f9]/,
    'the months of Iraq':
      /(^|[^\p{L}])(يناير|فبراير|أبريل|إبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)([^\p{L}]|$)/u,
    'no tatweel': /\u0640/,
    'no invisible marks': /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]/,
  };
  for (const [rule, trap] of Object.entries(traps))
    test(rule, () => expect(trapped('ar', ar, trap)).toEqual([]));

  test('Kurdish letters: ک ی ە ه and no other of their shape', () => {
    expect(trapped('ckb', ckb, /[كيىةھ\u200b-\u200f\u0660-\u0669\u06f0-\u06f9]/)).toEqual([]);
    expect(trapped('ckb', ckb, /[\p{Script=Arabic}»)]\s*[,;?]/u)).toEqual([]);
    // ڕ begins every word that begins with an r.
    expect(trapped('ckb', ckb, /(^|[^\p{L}\p{M}])ر/u)).toEqual([]);
  });
});

test('every message is said somewhere', () => {
  const source = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .map((path) => readFileSync(join(root, 'src', path), 'utf8'))
    .join('\n');
  const literal = new Set(source.match(/(?<=['"`])[a-z0-9_]+(\.[A-Za-z0-9_-]+)+(?=['"`])/g));
  // `standing.${standing}` says each key of that shape; the types see to it that each exists.
  const shapes = [...source.matchAll(/`([a-z0-9_]+\.(?:[A-Za-z0-9_.-]|\$\{[^}]*\})*)`/g)].map(
    ([, shape = '']) =>
      new RegExp(
        `^${shape
          .split(/\$\{[^}]*\}/)
          .map((part) => part.replaceAll('.', '\\.'))
          // The name of an action has a dot of its own.
          .join(shape.startsWith('desk.action.') ? '.+' : '[^.]+')}$`,
      ),
  );
  const unsaid = Object.keys(en).filter(
    (key) => !literal.has(key) && !shapes.some((shape) => shape.test(key)),
  );
  expect(unsaid).toEqual([]);
});

function parse(lang: string, text: string): Piece[] {
  return compile(lang, text).getAst();
}

function compile(lang: string, text: string): IntlMessageFormat {
  // The keys of `catalogues` are languages of ours.
  return new IntlMessageFormat(text, localeOf(lang as Lang), undefined, { ignoreTag: true });
}

/** All pieces, those within the forms of a plural or a choice too. */
function piecesOf(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece) => [
    piece,
    ...('options' in piece ? Object.values(piece.options).flatMap((option) => piecesOf(option.value)) : []),
  ]);
}

function argumentsOf(pieces: readonly Piece[]): Set<string> {
  const named = piecesOf(pieces).filter(({ type }) => [ARGUMENT, NUMBER, SELECT, PLURAL].includes(type));
  return new Set(named.map((piece) => ('value' in piece ? String(piece.value) : '')));
}

/** The message with `n` for every number, a word for every text, and the last choice of every choice. */
function format(lang: string, text: string, ast: readonly Piece[], n: number): string {
  const values: Record<string, string | number> = {};
  for (const piece of piecesOf(ast)) {
    if (!('value' in piece)) continue;
    if (piece.type === PLURAL || piece.type === NUMBER) values[piece.value] = n;
    else if (piece.type === ARGUMENT || piece.type === SELECT) values[piece.value] ??= 'other';
  }
  return String(compile(lang, text).format(values));
}

/** The keys whose own words, not the syntax around them, match a trap. */
function trapped(lang: string, catalogue: Catalogue, trap: RegExp): string[] {
  return Object.entries(catalogue).flatMap(([key, text]) =>
    piecesOf(parse(lang, text)).some(
      (piece) => piece.type === LITERAL && 'value' in piece && trap.test(piece.value),
    )
      ? [`${key}: ${text}`]
      : [],
  );
}

function missingFrom(catalogue: Catalogue, wanted: Catalogue): string[] {
  return Object.keys(wanted).filter((key) => !(key in catalogue));
}
