-- Contracts are listed from the newest to the oldest, those whose beginning nobody gives last; laws by country; and a step of
-- the treaty process leads to the text that it is about.

create index contract_listed on contract (coalesce(valid_from::text, '') desc, id desc);
create index on law (country);

-- What was adopted, drafted or discussed in this step, where the record holds the text.
alter table treaty_step add column law_id uuid references law;
create index on treaty_step (law_id);
create index on treaty_step (date);
