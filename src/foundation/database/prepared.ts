import pg from 'pg';

/** A statement's name, by its text. Past the limit a statement stays unnamed: texts that differ without end would fill the server. */
const names = new Map<string, string>();
const mostNames = 1_000;

/**
 * A client that prepares each statement with values, and each that reads, once per connection and afterwards sends its name:
 * PostgreSQL then parses and plans it once rather than at every page, which is about half of what our queries cost it.
 * Others without values are sent as they are: a migration is many commands in one text, which cannot be prepared.
 * A pooler between us and the server has to keep prepared statements (PgBouncer from 1.21, or session mode).
 */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const query: (...args: unknown[]) => unknown = this.query.bind(this);
    const prepared = (...args: unknown[]) => {
      const [text, values, ...rest] = args;
      if (typeof text !== 'string' || !Array.isArray(values)) return query(...args);
      if (values.length === 0 && !isOneReading(text)) return query(...args);
      return query({ name: nameOf(text), text, values }, ...rest);
    };
    // Takes and gives what the method takes and gives; only a name is added to some of its calls.
    this.query = prepared as typeof this.query;
  }
}

/** Whether a text without values is a single command that reads: one that holds a semicolon may be several. */
function isOneReading(text: string): boolean {
  return /^\s*(?:select|with)\s/i.test(text) && !text.includes(';');
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames) return known;
  const name = `t${names.size + 1}`;
  names.set(text, name);
  return name;
}
