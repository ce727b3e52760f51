import type { Pool } from 'pg';

/** Everything a database holds as text: columns, indexes, triggers, functions, and every row of every table. */
export async function databaseDump(pool: Pool): Promise<string[]> {
  const read = async (statement: string): Promise<string[]> =>
    (await pool.query(statement)).rows.map((row) => JSON.stringify(row));
  const tables = (
    await pool.query("select tablename as name from pg_tables where schemaname = 'public' order by 1")
  ).rows.map(({ name }) => String(name));
  const parts = [
    await read(
      "select table_name, column_name, data_type, column_default, is_nullable from information_schema.columns where table_schema = 'public' order by 1, 2",
    ),
    await read("select indexdef from pg_indexes where schemaname = 'public' order by 1"),
    await read('select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal order by 1'),
    await read("select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace order by 1"),
    await read(
      "select conrelid::regclass::text, pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2",
    ),
  ];
  for (const name of tables)
    parts.push([name, ...(await read(`select t::text as row from "${name}" t order by 1`))]);
  return parts.flat();
}
