import type { TestDatabase } from '../../../../tests/database.ts';

/** All that the record says: every row of what a move can touch, and what is public. Not who wrote it when. */
export async function dumpRecord(database: TestDatabase): Promise<Record<string, string[]>> {
  const tables = [
    'company',
    'company_text',
    'company_name',
    'company_name_text',
    'succession',
    'succession_text',
    'ownership',
    'ownership_text',
    'contract',
    'contract_text',
    'response',
    'response_text',
    'incident',
    'incident_text',
    'incident_company',
    'court_case',
    'court_case_text',
    'case_company',
    'case_incident',
    'citation',
  ];
  const all: Record<string, string[]> = {};
  const read = async (name: string, query: string) => {
    const { rows } = await database.pool.query<{ row: string }>(
      `select to_jsonb(x)::text as row from (${query}) x order by 1`,
    );
    all[name] = rows.map(({ row }) => row);
  };
  for (const table of tables) await read(table, `select * from ${table}`);
  await read('thing', 'select id, kind, slug, primary_lang, draft from thing');
  await read('public', 'select thing_id from publication where ended_at is null');
  await read('former_slug', 'select kind, slug, thing_id from former_slug');
  return all;
}
