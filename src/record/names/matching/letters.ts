/**
 * What letters cost where two spellings differ: 0 is the same sound, 1 another. The rules of `weigh` in spelling.ts.
 * A line: costs, a colon, pairs 'these>those'. ^ and $ are the ends of a word; - stands for nothing.
 */
export interface Letters {
  /** By the first letter of the one side: pieces of both sides and what they cost. */
  rules: ReadonlyMap<string, readonly (readonly [string, string, number])[]>;
  /** Letters left out on the one side, and on the other; what is in none of them costs `other`. */
  dropped: ReadonlyMap<string, number>;
  added: ReadonlyMap<string, number>;
  /** Two letters in a row that changed places; null where that says nothing. */
  exchanged: number | null;
}

/** Latin with Latin: both ways of each rule. */
export const latin = table(
  `0.05: ck>k c>k q>k ph>f our>or re$>er$ ce>se ae>e oe>o ss>s ll>l nn>n mm>m tt>t rr>r pp>p bb>b dd>d ff>f gg>g cc>c zz>z ue>u kh>k gh>g
   0.1: aa>a ii>i i>y z>s ou>u oo>u ou>oo ee>i ie>y w>ou ai>ay ei>ai ei>ey oe>oe x>ks ei>e th>t dh>d y>ij ough>o q>kh ah$>a$ e$>$ oa>o
   0.2: ee>e
   0.25: c>s v>w j>g
   0.3: s>sh o>u
   0.35: e>i a>e ou>o
   0.4: u>w s$>$`,
  { both: true, vowels: 'aeiou', vowel: 0.5 },
);

/** Arabic and Kurdish with the same. */
export const arabic = table(
  `0.05: چ>ج پ>ب ڤ>ف ژ>ز ا$>ه$ ي$>ا$ اا>ا وو>و يي>ي
   0.15: غ>ج غ>ك غ>گ ج>گ ك>گ ق>گ ق>ك ه$>ت$ چ>تش ش>چ گ>ق
   0.2: ت>ط ز>س ڤ>و
   0.3: ه>ا ذ>ز ظ>ض ظ>ز ا>ي ا>و
   0.4: و>ي ث>ت ث>س د>ذ`,
  { both: true, vowels: 'اويه', vowel: 0.4 },
);

/** Latin on the one side, Arabic and Kurdish on the other. */
export const latinToArabic = table(
  `0: b>ب p>ب p>پ t>ت t>ط tt>ت tt>ط th>ث th>ذ j>ج g>غ g>ج g>گ gg>غ gg>ج ch>تش ch>چ ch>ش kh>خ d>د dd>د d>ض dh>ذ dh>ظ r>ر rr>ر z>ز zz>ز
     s>س ss>س s>ص ss>ص sh>ش sch>ش c>ك c>س cc>ك ck>ك k>ك k>ق kk>ك q>ق qu>كو qu>كوا x>كس x>كز ph>ف f>ف ff>ف v>ف v>ڤ l>ل ll>ل m>م mm>م
     n>ن nn>ن h>ه h>ح w>و w>وو wh>و wo>وو wo>و y>ي a>ا a>ع i>ي o>و u>و oo>و ou>و ee>ي ea>ي ai>اي ai>ي ay>اي ay>ي ei>ي ey>ي ie>ي
     ow>او ow>و ou>او au>او aw>او eau>و oa>و oa>ا igh>اي gh>غ dge>دج dge>ج ge>ج ce>س se>ز tion>شن ss>ش sc>س ure>ور er>ر re$>ر$ er$>ر$
     a$>ه$ ah$>ه$ e$>ه$ a$>ي$ a$>ا$ ah$>ا$ e$>$ aa>ا ʿ>ع iy>ي iyy>ي yy>ي uw>و pp>ب bb>ب ae>اي ae>ي y>اي i>اي u>يو ^u>^يو ew>يو ue>و
     ^o>^او ^e>^اي ^i>^اي ^a>^ا ^e>^ا ^i>^ا ^u>^او ^u>^ا ^ea>^اي ^au>^او ^ei>^اي ^ey>^اي
     e$>ي$ i$>ي$ ti>تي ci>سي ^x>^ز tch>تش stl>سل mb$>م$ wr>ر kn>ن gue$>غ$ gue$>ج$ gn>ن ^rh>^ر augh>و
   0.05: c>ق g>ك s>ز z>س q>ك j>ي j>ژ j>چ zh>ژ a>ه e>ه e>ي a>ي$ t>ث th>ت z>ذ z>ظ z>ض o>ا u>ا e>ا g>ق gh>ق p>ف ch>ك ch>خ ch>ج v>و w>ڤ sh>س
     ea>ا er>ير ar>ار or>ور
   0.15: a>ي w>ف f>ڤ d>ط d>ذ d>ظ dh>ض t>د h>خ kh>ح b>پ i>ا a>و`,
  { both: false, vowels: 'aeiou', vowel: 0.5 },
  { '-a': 0.12, '-e': 0.08, '-i': 0.12, '-o': 0.15, '-u': 0.12, '-y': 0.3, '-h': 0.3, '-w': 0.5, '-r': 0.7 },
  { ا: 0.25, و: 0.3, ي: 0.3, ع: 0.1, ه: 0.35 },
);

function table(
  lines: string,
  options: { both: boolean; vowels: string; vowel: number },
  dropped: Readonly<Record<string, number>> = {},
  added: Readonly<Record<string, number>> = {},
): Letters {
  const rules = new Map<string, [string, string, number][]>();
  const add = (these: string, those: string, cost: number) => {
    const first = these[0] ?? '';
    const of = rules.get(first) ?? [];
    of.push([these, those, cost]);
    rules.set(first, of);
  };
  let cost = 0;
  for (const word of lines.trim().split(/\s+/)) {
    if (word.endsWith(':')) {
      cost = Number(word.slice(0, -1));
      continue;
    }
    const [these = '', those = ''] = word.replaceAll('-', '').split('>');
    if (these !== '') add(these, those, cost);
    if (options.both && those !== '') add(those, these, cost);
  }
  const vowels = Object.fromEntries([...options.vowels].map((vowel) => [vowel, options.vowel]));
  const costs = (own: Readonly<Record<string, number>>) =>
    new Map(Object.entries({ ...vowels, ...own }).map(([letter, value]) => [letter.replace('-', ''), value]));
  return {
    rules,
    dropped: costs(dropped),
    added: options.both ? costs({}) : costs(added),
    exchanged: options.both ? 0.45 : null,
  };
}
