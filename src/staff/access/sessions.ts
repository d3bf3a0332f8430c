import type { Sessions } from '../../desk/desk.ts';
import { parseId } from '../../foundation/database/id.ts';
import type { Site } from '../../foundation/web/site.ts';
import { readPerson } from '../store.ts';
import type { Auth } from './auth.ts';
import { touchSession } from './person-store.ts';

/** Who is signed in, by better-auth's cookie and our tables: nobody who has left, nobody whose session has ended. */
export function sessionsOf(site: Site, auth: Auth): Sessions {
  return {
    async read(headers) {
      if (!headers.has('cookie')) return null;
      const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
      const [sessionId, staffId] = [found?.session.id, found?.session.userId].map((id) => parseId(id ?? ''));
      if (!found || !sessionId || !staffId) return null;
      const person = await readPerson(site.db, staffId);
      if (person === null || !(await touchSession(site.db, sessionId))) return null;
      return { ...person, sessionId, twoFactors: found.session.twoFactors === true };
    },
  };
}
