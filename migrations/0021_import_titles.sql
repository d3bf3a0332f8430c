-- What a row of an imported table may mean is found by a like title, in any script: through spelling_of, for pg_trgm sees
-- no letters outside ASCII where the locale is C (0008). Companies are found by their names instead (0014), and what belongs
-- to a company or a case among those of the same.
-- Who seems to have paid already is looked for as companies are, by the keys of a name (0014).
create index buyer_text_by_key on buyer_text using gin (name_keys(name));
create index buyer_text_alike on buyer_text using gin (spelling_of(folded(name)) gin_trgm_ops);
create index contract_text_alike on contract_text using gin (spelling_of(folded(title)) gin_trgm_ops);
create index incident_text_alike on incident_text using gin (spelling_of(folded(title)) gin_trgm_ops);
create index court_case_text_alike on court_case_text using gin (spelling_of(folded(title)) gin_trgm_ops);
create index law_text_alike on law_text using gin (spelling_of(folded(title)) gin_trgm_ops);
create index treaty_step_text_alike on treaty_step_text using gin (spelling_of(folded(title)) gin_trgm_ops);
