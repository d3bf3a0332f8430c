import { nameKey } from './name-key.ts';

/**
 * What a word does in the name of a company. `legal`: what the law calls it. `form`: group, international. `trade`: what
 * such companies do. `place`: where. All of these may be left out. `own`: what tells it from others.
 */
export const wordKinds = ['legal', 'form', 'trade', 'place', 'own'] as const;
export type WordKind = (typeof wordKinds)[number];

export interface Word {
  kind: WordKind;
  /** The same for words that mean the same, in whatever language; two where one spelling is two words (اسود). */
  meanings: readonly string[];
  /** Of a trade: two names of different trades are of different companies. Null says nothing of it. */
  trade: string | null;
}

// One meaning a line, in all spellings; each goes through nameKey, so that marks, hamza and capitals do not matter.

const legal = `
ltd: ltd limited ليمتد لمتد محدودة المحدودة سنووردار
llc: llc شمم ذمم مم المسؤولية ذات
inc: inc incorporated
corp: corp corporation كوربوريشن
plc: plc
jsc: jsc psc pjsc مساهمة المساهمة شمع
gmbh: gmbh ag kg
fze: fze fzc fzco fz dmcc
wll: wll spc bsc
sarl: sarl sas sa srl spa
other: bv nv ab as aps oy kft doo pvt pty llp lp`;

const form = `
company: company companies co شركة شركات كومباني كۆمپانیا كۆمپانیای
group: group groups grp مجموعة غروب جروب كروب قروب گروپ گروپی گرووپ
holding: holding holdings hldgs قابضة القابضة هولدنغ هولدنغز هولدينغ هولدينغز هولدنك
international: international intl internationale دولية دولي انترناشونال انترناشيونال انترناشنال انترناشينال نێودەوڵەتی
global: global worldwide عالمية عالمي جلوبال غلوبال كلوبال وورلدوايد جیهانی
private: private خاصة اهلية
establishment: establishment institution مؤسسة دامەزراوە
enterprise: enterprise enterprises
office: office مكتب
brothers: brothers bros اخوان براذرز برذرز
sons: sons son ابناء اولاد`;

// After the meaning, in brackets, which trade it is.
const trade = `
security [guard]: security sicherheit securite seguridad امن امان امنية امني سيكيوريتي سكيوريتي سيكوريتي سكيورتي ئاسایش ئەمنی
protection [guard]: protection protective protect حماية حمايات بروتكشن پاراستن پارێزگاری schutz
guard [guard]: guard guards guarding guarded حراسة حراسات حارس حراس غارد كارد پاسەوانی vagt
defence [guard]: defence defense دفاع دفاعية ديفينس ديفنس بەرگری
safety [guard]: safety سلامة
risk [guard]: risk risks مخاطر ريسك ريسكس
services: service services svc svcs خدمات خدمة سيرفيسز سرفيسز سيرفسز سيرفيس خزمەتگوزاری dienste
solutions: solution solutions حلول سوليوشنز
operations: operation operations ops عمليات
management: management ادارة مانجمنت mgmt asset assets
consulting: consulting consultants consultancy consultant advisory advisors advisers استشارات استشارية كونسلتنغ كونسلتنج ڕاوێژکاری
specialist: specialist specialists
training [training]: training تدريب مەشق
logistics [logistics]: logistics logistic لوجستية لوجستيات لوجستكس لوجستيكس لوجيستكس لوجستيك لۆجستی
technology [technology]: technology technologies tech تكنولوجيا تقنية تقنيات تكنولوجي تەکنەلۆژیا
engineering [technology]: engineering engineers هندسة هندسية ئەندازیاری
communications [technology]: communications communication telecom telecommunications اتصالات تيليكوم
systems [technology]: system systems انظمة نظم
aviation [aviation]: aviation طيران
trading [trading]: trading تجارة تجارية بازرگانی
contracting [contracting]: contracting contractors contractor مقاولات مقاولة
construction [contracting]: construction انشاءات انشائية`;

const place = `
us: usa us america american امريكا امريكية امريكي
uk: uk britain british بريطانيا بريطانية
iraq: iraq iraqi عراق عراقية عراقي عێراق عیراقی
kurdistan: kurdistan كوردستان كردستان
jordan: jordan اردن اردنية
emirates: uae emirates امارات اماراتية
dubai: dubai دبي
kuwait: kuwait كويت كويتية
lebanon: lebanon لبنان لبنانية
beirut: beirut بيروت
syria: syria سوريا سورية
egypt: egypt مصر مصرية
turkey: turkey turkiye تركيا تركية
afghanistan: afghanistan افغانستان
qatar: qatar قطر قطرية
saudi: saudi سعودية
baghdad: baghdad بغداد بەغدا
basra: basra basrah بصرة
mosul: mosul موصل
erbil: erbil arbil hawler اربيل هەولێر
oman: oman عمان عمانية
yemen: yemen يمن يمنية
iran: iran ايران ايرانية
palestine: palestine فلسطين فلسطينية
libya: libya ليبيا ليبية
sudan: sudan سودان سودانية
somalia: somalia صومال
pakistan: pakistan باكستان
india: india indian هند هندية
canada: canada canadian كندا
australia: australia australian استراليا
germany: germany german deutschland المانيا المانية
france: france french فرنسا فرنسية
russia: russia russian روسيا روسية
china: china chinese صين صينية
africa: africa african افريقيا
europe: europe european اوروبا اوروبية
asia: asia asian اسيا
london: london لندن
kirkuk: kirkuk كركوك
najaf: najaf نجف
karbala: karbala كربلاء
anbar: anbar انبار
sulaymaniyah: sulaymaniyah sulaimani سليمانية سلێمانی
duhok: duhok dohuk دهوك
middle-east: middleeast شرقاوسط`;

// Words that names are made of, where the other language would translate them as often as spell them.
const own = `
eagle: eagle eagles نسر نسور
falcon: falcon falcons صقر صقور
hawk: hawk hawks باز
shield: shield shields درع دروع قەڵغان
sword: sword swords سيف سيوف
lion: lion lions اسد اسود
tiger: tiger tigers نمر نمور
wolf: wolf wolves ذئب ذئاب
knight: knight knights فارس فرسان
gulf: gulf خليج
desert: desert صحراء
mountain: mountain mountains جبل جبال چیا
river: river rivers نهر انهار ڕووبار
sea: sea بحر
sky: sky سماء
land: land ارض اراضي
sun: sun شمس
moon: moon قمر
star: star stars نجم نجمة نجوم ئەستێرە
north: north northern شمال شمالية
south: south southern جنوب جنوبية
east: east eastern شرق شرقية
west: west western غرب غربية
white: white ابيض بيضاء
black: black اسود سوداء
red: red احمر حمراء
green: green اخضر خضراء
golden: golden gold ذهبي ذهبية ذهب
iron: iron حديد
bridge: bridge جسر پرد
street: street شارع
gate: gate gates بوابة
tower: tower towers برج ابراج
house: house دار بيت
peace: peace سلام
elite: elite نخبة
future: future مستقبل
unity: unity وحدة
alliance: alliance تحالف
strategic: strategic استراتيجية
mesopotamia: mesopotamia رافدين بلادرافدين
babylon: babylon بابل
tigris: tigris دجلة
euphrates: euphrates فرات
nineveh: nineveh ninewa ninevah نينوى
1: one واحد اول first
2: two اثنان
3: three ثلاثة
4: four اربعة
5: five خمسة
6: six ستة
7: seven سبعة
8: eight ثمانية
9: nine تسعة
10: ten عشرة
11: eleven
12: twelve`;

/** Words in a row that are one: each goes in the place of the other before words are told apart. */
export const phrases: readonly (readonly [RegExp, string])[] = [
  [/\bmiddle east\b/g, 'middleeast'],
  [/(?<!\p{L})(?:ال)?شرق الاوسط(?!\p{L})/gu, 'شرقاوسط'],
  [/(?<!\p{L})بلاد الرافدين(?!\p{L})/gu, 'بلادرافدين'],
  [/\bworld wide\b/g, 'worldwide'],
  [/(?<!\p{L})المسووليه المحدوده(?!\p{L})/gu, 'المحدوده'],
];

/** Words that only hold others together. */
export const joints: ReadonlySet<string> = new Set(
  'and & of the for de la le du des et von und y al el و من في بۆ ی و بو'.split(' ').map(nameKey),
);

const words = read({ legal, form, trade, place, own });
const spellings = Map.groupBy(
  [...words].flatMap(([key, { meanings }]) => meanings.map((meaning) => ({ key, meaning }))),
  ({ meaning }) => meaning,
);

/** @returns what is known of a word. @param key by `nameKey`. */
export function wordOf(key: string): Word | undefined {
  return words.get(key);
}

/** @returns the words of one meaning, in all languages, as keys; a number as digits too. */
export function spellingsOf(meaning: string): string[] {
  return [
    ...(/^\d+$/.test(meaning) ? [meaning] : []),
    ...(spellings.get(meaning) ?? []).map(({ key }) => key),
  ];
}

function read(lists: Readonly<Record<WordKind, string>>): Map<string, Word> {
  const all = new Map<string, Word>();
  for (const kind of wordKinds) {
    for (const line of lists[kind].trim().split('\n')) {
      const [head = '', spellings = ''] = line.split(': ');
      const [meaning = '', business] = head.split(' ');
      for (const key of spellings.split(' ').map(nameKey)) {
        const before = all.get(key);
        if (before) all.set(key, { ...before, meanings: [...before.meanings, meaning] });
        else all.set(key, { kind, meanings: [meaning], trade: business?.slice(1, -1) ?? null });
      }
    }
  }
  return all;
}
