import { findDeclaration } from '../declarations/settings-store.ts';
import type { Desk } from '../desk/desk.ts';
import { actorOf } from '../desk/editing/context.ts';
import { type FieldError, parseFields, type Typed, typedIn } from '../desk/editing/form/fields.ts';
import { FormFields } from '../desk/editing/form/form-fields.tsx';
import type { FieldSpec } from '../desk/editing/model.ts';
import { idIn } from '../desk/ids.ts';
import { deskMessage } from '../desk/message.tsx';
import type { DeskContext } from '../desk/model.ts';
import { doneAt } from '../desk/notices.ts';
import { OrderList, RowButton } from '../desk/order-list.tsx';
import { type Asked, askedIn, reordered } from '../desk/ordering.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import { ErrorSummary } from '../ui/components/error-summary.tsx';
import { itemRoutes } from './items-desk.tsx';
import { linkKinds } from './model.ts';
import { inCampaign, partPage } from './part-page-desk.tsx';
import { changeSections, listLinks, listSections, type Section, setLinks } from './parts-store.ts';
import { pointRoutes } from './points-desk.tsx';

/** The parts of a campaign's page besides its texts: sections, points, items of the library, links. */
export function campaignPartsDesk(desk: Desk): void {
  sectionRoutes(desk);
  pointRoutes(desk);
  itemRoutes(desk);
  linkRoutes(desk);
  declarationRoute(desk);
}

function sectionRoutes(desk: Desk): void {
  const { db } = desk.site;
  const where = inCampaign(desk);
  const path = '/desk/campaigns/:id/sections';
  desk.get(path, 'content.read', where, (c) =>
    partPage(c, desk, 'sections', async ({ id, here, may }) => {
      const { t } = c.var;
      const sections = await listSections(db, id);
      return {
        body: (
          <>
            <p class="hint">{t('desk.campaign.sections.hint')}</p>
            <OrderList
              t={t}
              action={here}
              may={may}
              rows={sections.map((section) => sectionRow(t, section))}
            />
          </>
        ),
      };
    }),
  );
  desk.post(path, 'campaign.edit', where, async (c) => {
    const id = idIn(c);
    if (id === null) return deskMessage(c, 404, 'missing');
    const asked = askedIn(await c.req.parseBody());
    await changeSections(db, id, actorOf(c), (sections) => sectionsAfter(sections, asked));
    c.set('audited', { thingId: id, detail: { sections: asked.todo } });
    return c.redirect(doneAt(`/desk/campaigns/${id}/sections`, 'saved'), 303);
  });
}

function sectionsAfter(sections: readonly Section[], asked: Asked): readonly Section[] {
  if (asked.todo === 'show' || asked.todo === 'hide')
    return sections.map((one) => (one.kind === asked.id ? { ...one, shown: asked.todo === 'show' } : one));
  return reordered(sections, asked, ({ kind }) => kind);
}

function sectionRow(t: Translator, { kind, shown }: Section) {
  const name = t(`desk.section.${kind}`);
  return {
    id: kind,
    name,
    body: (
      <>
        <b>{name}</b> <span class="label">{t(shown ? 'desk.section.shown' : 'desk.section.hidden')}</span>
      </>
    ),
    more: (
      <RowButton todo={shown ? 'hide' : 'show'} id={kind} name={name}>
        {t(shown ? 'desk.section.hide' : 'desk.section.show')}
      </RowButton>
    ),
  };
}

/** Leads to the campaign's declaration, or to beginning one. */
function declarationRoute(desk: Desk): void {
  const where = inCampaign(desk);
  desk.get('/desk/campaigns/:id/declaration', 'content.read', where, (c) =>
    partPage(c, desk, 'declaration', async ({ id, slug, may }) => {
      const { t } = c.var;
      const declaration = await findDeclaration(desk.site.db, slug);
      const href = declaration
        ? `/desk/declarations/${declaration.declarationId}`
        : `/desk/declarations/new?campaign=${id}`;
      return {
        body: (
          <>
            {declaration ? null : <p>{t('desk.campaign.declaration.none')}</p>}
            {declaration || may ? (
              <p class="buttons">
                <a class="button" href={href}>
                  {t(declaration ? 'desk.campaign.declaration' : 'desk.declaration.create')}
                </a>
              </p>
            ) : null}
          </>
        ),
      };
    }),
  );
}

const linkFields: readonly FieldSpec[] = linkKinds.map((kind) => ({
  name: kind,
  kind: 'url',
  label: `campaign.service.${kind}`,
}));

function linkRoutes(desk: Desk): void {
  const { db } = desk.site;
  const where = inCampaign(desk);
  const path = '/desk/campaigns/:id/links';
  const form = (c: DeskContext, typed?: Typed, errors: readonly FieldError[] = []) =>
    partPage(c, desk, 'links', async ({ id, here, may }) => {
      const { t } = c.var;
      const links = await listLinks(db, id);
      const shown = typed ?? Object.fromEntries(links.map(({ kind, url }) => [kind, url]));
      const texts = errors.map(({ field, key, values }) => ({ field, text: t(key, values) }));
      return {
        status: errors.length > 0 ? 422 : 200,
        body: (
          <>
            <p class="hint">{t('desk.campaign.links.hint')}</p>
            <ErrorSummary t={t} level="h2" errors={texts} />
            {may ? (
              <form method="post" action={here} class="desk-form">
                <FormFields
                  t={t}
                  fields={linkFields}
                  typed={shown}
                  errors={errors}
                  lang={null}
                  campaigns={[]}
                />
                <div class="desk-foot">
                  <button type="submit" class="call">
                    {t('desk.save')}
                  </button>
                </div>
              </form>
            ) : (
              <ul>
                {links.map(({ kind, url }) => (
                  <li>
                    {t(`campaign.service.${kind}`)}: <bdi>{url}</bdi>
                  </li>
                ))}
              </ul>
            )}
          </>
        ),
      };
    });
  desk.get(path, 'content.read', where, (c) => form(c));
  desk.post(path, 'campaign.edit', where, async (c) => {
    const id = idIn(c);
    if (id === null) return deskMessage(c, 404, 'missing');
    const typed = typedIn(await c.req.parseBody());
    const { values, errors } = parseFields(linkFields, typed);
    if (errors.length > 0) return form(c, typed, errors);
    await setLinks(
      db,
      id,
      Object.fromEntries(linkKinds.map((kind) => [kind, values[kind] ? String(values[kind]) : null])),
      actorOf(c),
    );
    c.set('audited', { thingId: id });
    return c.redirect(doneAt(`/desk/campaigns/${id}/links`, 'saved'), 303);
  });
}
