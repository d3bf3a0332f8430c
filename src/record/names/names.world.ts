import type { Pool } from 'pg';

// Invented companies in number, for tests and measurements: made words with what companies call themselves around them.

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

// Syllables in both scripts, so that a name can be written in each.
const syllables =
  `ba با|be بي|bo بو|bra برا|da دا|de دي|dor دور|dra درا|fa فا|fer فير|fi في|ga غا|gor غور|gra غرا|ha ها|ka كا|kel كيل|kor كور
 kra كرا|la لا|le لي|lin لين|lo لو|ma ما|mar مار|mi مي|mon مون|na نا|ne ني|nor نور|pa با|per بير|ra را|rek ريك|ri ري|ro رو|sa سا|sel سيل|si سي
 sta ستا|sul سول|ta تا|ten تين|ti تي|tor تور|tra ترا|va فا|vel فيل|vi في|wa وا|wen وين|za زا|zen زين|zo زو`
    .split(/[|\n]/)
    .map((pair) => pair.trim().split(' '));
const common =
  'Falcon صقر|Eagle نسر|Shield درع|Star نجم|Gulf خليج|Desert صحراء|Lion أسد|Bridge جسر|North شمال|Babylon بابل|Tigris دجلة|Royal رويال|Alpha ألفا|Delta دلتا|Summit سميت|Crown كراون'
    .split('|')
    .map((pair) => pair.split(' '));
const tails =
  'Security الأمنية|Security Services للخدمات الأمنية|Group مجموعة|International الدولية|Protection للحماية|Logistics للخدمات اللوجستية|Ltd المحدودة|LLC ذ.م.م|Holdings القابضة|Risk Management لإدارة المخاطر|Trading للتجارة|Consulting للاستشارات'
    .split('|')
    .map((pair) => [pair.slice(0, pair.indexOf(' ')), pair.slice(pair.indexOf(' ') + 1)])
    .map(([latin = '', arabic = '']) =>
      /^[A-Z]/.test(arabic) ? split(`${latin} ${arabic}`) : [latin, arabic],
    );

function split(pair: string): string[] {
  const at = pair.search(/[\u0600-\u06ff]/);
  return [pair.slice(0, at).trim(), pair.slice(at)];
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** One company's names: as it is, as it was, and as Arabic writes the first. */
export function inventNames(random: () => number): { latin: string; former: string; arabic: string } {
  const pick = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)] as T; // an index within the list
  const made = () => {
    const parts = Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(syllables));
    return [capital(parts.map(([latin]) => latin).join('')), parts.map(([, arabic]) => arabic).join('')];
  };
  const name = () => {
    const words = random() < 0.3 ? [pick(common), made()] : random() < 0.3 ? [made(), made()] : [made()];
    const tail = pick(tails);
    return {
      latin: [...words.map(([latin]) => latin), tail[0]].join(' '),
      arabic: ['شركة', ...words.map(([, arabic]) => arabic), tail[1]].join(' '),
    };
  };
  const { latin, arabic } = name();
  return { latin, former: name().latin, arabic };
}

/**
 * Brings so many public companies into the database, three names each, as COPY would: no trigger looks at them.
 * @returns all their names, in order.
 */
export async function seedNames(pool: Pick<Pool, 'query'>, companies: number, seed = 1): Promise<string[]> {
  const random = randomOf(seed);
  const all: string[] = [];
  await pool.query(
    `alter table company_name disable trigger user; alter table publication disable trigger user`,
  );
  for (let begun = 0; begun < companies; begun += 10_000) {
    const names = Array.from({ length: Math.min(10_000, companies - begun) }, () => inventNames(random));
    all.push(...names.flatMap(({ latin, former, arabic }) => [latin, former, arabic]));
    await pool.query(
      `with given as materialized (
         select gen_random_uuid() as id, latin, former, arabic, $4 + n as number
         from unnest($1::text[], $2::text[], $3::text[]) with ordinality x (latin, former, arabic, n)),
       thing_of_company as (insert into thing (id, kind, slug, primary_lang)
         select id, 'company', 'invented-' || $5::int || '-' || number, 'en' from given),
       company as (insert into company (id, country) select id, 'IQ' from given),
       name as materialized (
         select gen_random_uuid() as id, g.id as company_id, x.* from given g cross join lateral (values
           (g.latin, 'en', 'legal', '2010'::partial_date, null::partial_date, 'unknown', 0),
           (g.former, 'en', 'trade', '2001', '2010', 'known', 1),
           (g.arabic, 'ar', 'transliteration', null, null, 'unknown', 2)) x (name, lang, kind, valid_from, valid_to, end_is, position)),
       thing_of_name as (insert into thing (id, kind, primary_lang) select id, 'company-name', 'en' from name),
       named as (insert into company_name (id, company_id, name, lang, kind, valid_from, valid_to, end_is, position)
         select id, company_id, name, lang, kind, valid_from, valid_to, end_is, position from name)
       insert into publication (id, thing_id, at, actor)
         select gen_random_uuid(), id, now() - interval '1 day', 'seed' from (select id from given union all select id from name) x`,
      [
        names.map(({ latin }) => latin),
        names.map(({ former }) => former),
        names.map(({ arabic }) => arabic),
        begun,
        seed,
      ],
    );
  }
  await pool.query(
    `alter table company_name enable trigger user; alter table publication enable trigger user`,
  );
  return all;
}
