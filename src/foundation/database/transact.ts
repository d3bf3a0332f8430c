import type { Transaction } from 'kysely';
import { errorCode } from '../errors.ts';
import type { Db } from './database.ts';
import type { Tables } from './tables.ts';

/** How often work that met other work is begun anew; each time at least one of the two got through. */
const attempts = 5;

/**
 * Does work in one transaction, and all of it anew where the server ended it so that others could go on: a deadlock, or
 * an order that could not be kept (SQLSTATE 40P01, 40001). Nothing of the attempt before has happened then.
 * @param work acts on nothing but the database, for it may run more than once.
 * @throws what the work throws; the server's refusal where it met others five times.
 */
export async function transact<T>(db: Db, work: (tx: Transaction<Tables>) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt === attempts || !/^40/.test(errorCode(error))) throw error;
    }
  }
}
