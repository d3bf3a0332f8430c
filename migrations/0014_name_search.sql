-- Names are found by their sounds, in any script, and files by their names in any. What the functions here make is
-- derived from what is stored, by generated columns and an index on an expression: rows written straight in SQL have it,
-- and so have rows that a backup brings back. Their bodies are bound when they are made: PostgreSQL looks at an index
-- with a search path of its own.

-- A text as it is compared, whatever the keyboard: searchKey of src/foundation/text/normalise.ts, as near as an index
-- needs it. Marks and hamza go, letters that are typed for each other are one, whatever is no letter or digit is a space.
create function folded(text) returns text language sql immutable strict parallel safe
  return btrim(regexp_replace(
    replace(replace(replace(replace(replace(
      translate(
        regexp_replace(lower(normalize($1, nfkd)),
          '[\u0300-\u036f\u0610-\u061a\u0621\u0640\u064b-\u065f\u0670\u0674\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u02b9-\u02bf\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff''’‘`´]', '', 'g'),
        'ٱٲٳٵىیۍێېۑےکڪةەھہۃڒړڕڵڶۄۅۆۇۈۉۊۋۏ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹øłđðıħŧ',
        'اااايييييييككهههههرررللووووووووو01234567890123456789olddiht'),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'كورد', 'كرد'),
    '[\u0001-/:-@[-`{-\u00bf\u060c\u061b\u061f\u066a-\u066d\u06d4\u2000-\u206f\u3000-\u303f«»،؛؟]+', ' ', 'g'));

-- The words of a name; letters that stand alone are one (G.4.S.), without those that only hold others together, and without the article that Arabic writes with a
-- word. At most twelve: nobody is called so.
create function name_words(name text) returns text[] language sql immutable strict parallel safe
  return array(
    select word from (
      select regexp_replace(w, '^و?(ال|لل)(?=..)', '') as word, n from regexp_split_to_table(
        regexp_replace(folded(left(name, 200)), '(?<=(^| )[^ ]) (?=[^ ]( |$))', '', 'g'), ' ') with ordinality x (w, n)
      where w <> '' and w not in ('al', 'el', 'and', 'of', 'the', 'for', 'و')
      order by n limit 12) words
    order by n);

-- A word in the letters in which the spellings of two scripts meet: consonants that are written for each other are one, and so
-- are w, o and u; y, i and e; a and alef are none.
create function name_letters(word text) returns text language sql immutable strict parallel safe
  return regexp_replace(
    translate(
      regexp_replace(regexp_replace(replace(replace(replace(replace(word, 'ph', 'f'), 'dge', 'j'), 'tion', 'sn'), 'x', 'ks'), 'tch|ch|تش', 's', 'g'), 'c(?=[eiy])', 's', 'g'),
      'pبپvفڤgjqcكگقجغخژzسصزشچتثطدذضظرلمنouوeiيهحaاع', 'bbbfffkkkkkkkkkkksssssstttddddrlmnwwwyyyhh'),
    '(.)\1+', '\1', 'g');

-- Its consonants alone.
create function name_sounds(word text) returns text language sql immutable strict parallel safe
  return regexp_replace(translate(name_letters(word), 'hwy', ''), '(.)\1+', '\1', 'g');

-- What a name is found by. '#' all of it as it is; '=' a word as it is; '^' its first four letters; '~' its sounds, and those of two words written as one, '+' with vowels
-- where it has one consonant; of a word of five sounds
-- or more the sounds without each in turn, by which a slip on either side is met (Garbe's symmetric deletes); '!' initials.
create function name_keys(name text) returns text[] language sql immutable strict parallel safe
begin atomic
  with words as materialized (
    select word, n, name_sounds(word) as sounds, count(*) over () as words from unnest(name_words(name)) with ordinality x (word, n)
  )
  select array(
    select '#' || string_agg(word, '' order by n) from words having count(*) > 0
    union select '=' || left(word, 40) from words
    union select '^' || left(word, 4) from words where length(word) > 4
    union select '~' || left(sounds, 40) from words where length(sounds) >= 2
    union select '+' || name_letters(word) from words where length(sounds) = 1
    union select '~' || overlay(sounds placing '' from at for 1) from words, generate_series(1, length(sounds)) at
      where length(sounds) between 5 and 14
    union select '~' || left(name_sounds(w.word || v.word), 40) from words w join words v on v.n = w.n + 1
      where length(w.sounds) + length(v.sounds) >= 2
    union select '!' || string_agg(left(word, 1), '' order by n) from words where words between 3 and 6 having count(*) > 0
    union select '!' || string_agg(left(word, 1), '' order by n) from words where words between 4 and 7 and n < words having count(*) > 0
  );
end;

drop index company_name_search;
create index company_name_by_key on company_name using gin (name_keys(name));

-- Names that share keys with what is looked for, those that share the most and weightiest first.
-- own: its words that tell it from others, whole: all of its words. others: words for which one of its own may stand;
-- wholes: other ways to write all of it. Of one key at most per_key names are looked at, of a slip per_slip.
-- A function, so that it is planned once for a connection, and for the index: the planner knows how common a key is on the
-- average, not how common this one is, and would read the whole table.
create function names_like(own text, whole text, others text[], wholes text[], per_key int, per_slip int, at_most int)
  returns table (id uuid, weight bigint, length int)
  language sql stable strict parallel safe set enable_seqscan = off
begin atomic
  with word as materialized (
    select x.word, name_sounds(x.word) as sounds from unnest(name_words(own)) x (word)),
  key as materialized (
    select key, max(weight) as weight from (
      select unnest(name_keys(own)) as key, 1 as weight
      union all select '=' || word, 6 from word
      union all select '^' || left(word, 4), 2 from word where length(word) >= 4
      union all select '~' || sounds, 4 from word where length(sounds) > 1
      union all select '+' || name_letters(word), 3 from word where length(sounds) = 1
      union all select '~' || name_sounds(w || v), 4
        from (select w, lead(w) over (order by n) as v from unnest(name_words(whole)) with ordinality x (w, n)) pair
        where w in (select word from word) or v in (select word from word)
      union all select '#' || array_to_string(name_words(t), ''), 20 from unnest(wholes) t
      union all select k, 20 from unnest(name_keys(whole)) k where k like '#%'
      union all select '=' || o, 4 from unnest(others) t, unnest(name_words(t)) o
      -- an abbreviation, and what it abbreviates
      union all select '!' || word, 4 from word where length(word) between 3 and 6
      union all select '=' || substr(k, 2), 4 from unnest(name_keys(whole)) k where k like '!%'
    ) keys where length(key) > 1 group by key),
  hit as materialized (
    select h.id, h.length, key.weight from key cross join lateral (
      select n.id, length(n.name) from company_name n where name_keys(n.name) @> array[key.key]
        limit case when key.weight > 1 then per_key else per_slip end) h (id, length)
    union all
    (select n.id, length(n.name), 12 from company_name n
      where name_keys(n.name) @> (select array_agg(case when length(sounds) > 1 then '~' || sounds else '=' || word end) from word)
      limit per_key))
  select hit.id, sum(hit.weight), hit.length from hit group by hit.id, hit.length
    order by sum(hit.weight) desc, hit.length, hit.id limit at_most;
end;

-- Files by their names and by what is said of them, in any script, as signatories are since 0008: through spelling_of, for pg_trgm
-- sees no letters outside ASCII where the locale is C.
alter table file add column spelling text not null generated always as (spelling_of(folded(name))) stored;
alter table file_text add column spelling text not null generated always as (spelling_of(folded(alt))) stored;
drop index file_name;
create index file_by_name on file using gin (spelling gin_trgm_ops);
create index file_by_words on file_text using gin (spelling gin_trgm_ops);
