import type { Pool } from 'pg';

/**
 * Lists so many signatures under the present version of the first declaration, as moderators and links would have: for
 * tests that need many. Their names are invented, and each is another.
 */
export async function seedSignatories(
  pool: Pick<Pool, 'query'>,
  wanted: { organisations: number; people: number; counted: number },
): Promise<void> {
  await pool.query(
    `alter table signature disable trigger user;
     insert into signature (id, version_id, wording_sha256, lang, kind, state, organisation_name, organisation_name_ar, country, website,
         publicity, updates, public_name, search_key, confirmed_at, listed_at)
       select gen_random_uuid(), v.version_id, v.sha256, case n % 3 when 0 then 'ar' else 'en' end, 'organisation', 'listed', name,
         case when n % 4 = 0 then 'جمعية المثال رقم ' || n || ' لحقوق الإنسان' end,
         (array['IQ', 'IQ', 'IT', 'ES', 'LB', 'FR'])[1 + n % 6], case when n % 2 = 0 then 'https://org' || n || '.example.org' end,
         'name', false, name, lower(name), now(), now() - n * interval '7 hours'
       from (select version_id, sha256 from declaration_wording where state = 'published' limit 1) v, generate_series(1, ${wanted.organisations}) n,
       lateral (select case n % 5 when 0 then 'منظمة الأمل رقم ' || n || ' للمجتمع المدني' when 1 then 'ڕێکخراوی نموونە ژمارە ' || n
         when 2 then 'Associazione per l’Esempio n. ' || n || ' (Società Civile)' else 'Example Association No. ' || n || ' Ltd.' end as name) named;
     insert into signature (id, version_id, wording_sha256, lang, kind, state, country, publicity, updates, public_name, search_key, confirmed_at, listed_at)
       select gen_random_uuid(), v.version_id, v.sha256, 'ar', 'person', 'listed', 'IQ',
         case when n > ${wanted.people} then 'counted' when n % 7 = 0 then 'initials' else 'name' end, false, name, lower(name), now(), now() - n * interval '1 hour'
       from (select version_id, sha256 from declaration_wording where state = 'published' limit 1) v, generate_series(1, ${wanted.people + wanted.counted}) n,
       lateral (select case when n > ${wanted.people} then null when n % 3 = 0 then 'Sample Person ' || n when n % 3 = 1 then 'سمير المثال ' || n
         else 'Özlem Şırnaklı ' || n end as name) named;
     alter table signature enable trigger user;`,
  );
}
