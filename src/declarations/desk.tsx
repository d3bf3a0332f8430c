import type { Desk } from '../desk/desk.ts';
import { actorOf } from '../desk/editing/context.ts';
import { typedIn } from '../desk/editing/form/fields.ts';
import { listLanguages } from '../desk/editing/place-store.ts';
import { idIn } from '../desk/ids.ts';
import { deskMessage } from '../desk/message.tsx';
import type { DeskContext } from '../desk/model.ts';
import { doneAt } from '../desk/notices.ts';
import { deskPage } from '../desk/page.tsx';
import type { Id } from '../foundation/database/id.ts';
import { languageNames } from '../foundation/i18n/lang.ts';
import { may } from '../staff/model.ts';
import { declarationPage } from './declaration-desk.tsx';
import { type DeclarationLine, listDeclarations, listUndeclared, readForDesk } from './desk-store.ts';
import { newDeclarationRoutes } from './new-desk.tsx';
import { inDeclaration } from './place-desk.ts';
import { findPlace, type Place, setGoal, setPublic, setSigners, setSigning } from './settings-store.ts';
import { textRoutes } from './text-desk.ts';
import { versionRoutes } from './version-desk.ts';

const list = '/desk/declarations';

/** Declarations in the desk: their texts, versions and errata, signing, and who may sign. */
export function declarationsDesk(desk: Desk): void {
  const { db } = desk.site;
  const where = inDeclaration(desk);
  desk.get(list, 'content.read', 'any', (c) => listPage(c, desk));
  newDeclarationRoutes(desk);
  desk.get(`${list}/:id`, 'content.read', where, async (c) => {
    const id = idIn(c);
    const [declaration, languages] = await Promise.all([
      id && readForDesk(db, id, c.var.lang),
      listLanguages(db),
    ]);
    return declaration ? declarationPage(c, declaration, languages) : deskMessage(c, 404, 'missing');
  });
  textRoutes(desk);
  versionRoutes(desk);

  const settings = (part: string, change: (c: DeskContext, place: Place) => Promise<boolean>) =>
    desk.post(`${list}/:id/${part}`, 'declaration.edit', where, async (c) => {
      const id = idIn(c);
      const place = id && (await findPlace(db, id));
      if (!place) return deskMessage(c, 404, 'missing');
      const taken = await change(c, place);
      c.set('audited', { thingId: place.declarationId, detail: { part } });
      if (taken) return c.redirect(doneAt(`${list}/${place.declarationId}`, 'saved'), 303);
      const [declaration, languages] = await Promise.all([
        readForDesk(db, place.declarationId, c.var.lang),
        listLanguages(db),
      ]);
      return declaration
        ? declarationPage(c, declaration, languages, { wrong: true })
        : deskMessage(c, 404, 'missing');
    });
  settings('signing', async (c, place) => {
    const { open } = typedIn(await c.req.parseBody());
    if (open !== 'yes' && open !== 'no') return false;
    await setSigning(db, place, open === 'yes', actorOf(c));
    return true;
  });
  settings('publication', async (c, place) => {
    const { open } = typedIn(await c.req.parseBody());
    if (open !== 'yes' && open !== 'no') return false;
    await setPublic(db, place, open === 'yes', actorOf(c));
    return true;
  });
  settings('signers', async (c, place) => {
    const typed = typedIn(await c.req.parseBody());
    const signers = { organisations: typed.organisations === 'yes', persons: typed.persons === 'yes' };
    const goal = (typed.goal ?? '').trim();
    if ((!signers.organisations && !signers.persons) || !/^([1-9]\d{0,6})?$/.test(goal)) return false;
    await setSigners(db, place, signers, actorOf(c));
    await setGoal(db, place, goal === '' ? null : Number(goal), actorOf(c));
    return true;
  });
}

async function listPage(c: DeskContext, desk: Desk): Promise<Response> {
  const { t, member } = c.var;
  const [declarations, without] = await Promise.all([
    listDeclarations(desk.site.db, t.lang),
    listUndeclared(desk.site.db),
  ]);
  const mayBegin = without.some(({ id }: { id: Id }) => may(member, 'declaration.edit', id));
  return deskPage(c, {
    title: t('desk.menu.declarations'),
    label: t('desk.list.count', { n: declarations.length }),
    at: 'declarations',
    buttons: mayBegin ? (
      <a class="button call" href={`${list}/new`}>
        {t('desk.declaration.create')}
      </a>
    ) : null,
    body:
      declarations.length === 0 ? (
        <p>{t('desk.declaration.none')}</p>
      ) : (
        <ol class="desk-order">
          {declarations.map((declaration) => (
            <li>
              <div class="desk-order-body">
                <a href={`${list}/${declaration.id}`}>
                  <bdi>{declaration.title || declaration.campaign}</bdi>
                </a>
                <p class="label">
                  <bdi>{declaration.campaign}</bdi> · <StateLine c={c} declaration={declaration} />
                </p>
              </div>
            </li>
          ))}
        </ol>
      ),
  });
}

function StateLine({ c, declaration }: { c: DeskContext; declaration: DeclarationLine }) {
  const { t } = c.var;
  const { versionNumber, isPublic, signingOpen, langs } = declaration;
  return (
    <>
      {t('declaration.wording_version')} {versionNumber} ·{' '}
      {t(isPublic ? 'desk.list.public' : 'desk.list.draft')} ·{' '}
      {t(signingOpen ? 'desk.declaration.signing.open' : 'desk.declaration.signing.closed')}
      {langs.map(({ lang, state }) => (
        <>
          {' · '}
          <bdi lang={lang}>{languageNames[lang]}</bdi>
          {state === 'draft' ? ` (${t('desk.list.draft')})` : null}
        </>
      ))}
    </>
  );
}
