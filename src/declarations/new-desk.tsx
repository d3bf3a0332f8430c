import type { Desk } from '../desk/desk.ts';
import { actorOf } from '../desk/editing/context.ts';
import { type FieldError, typedIn } from '../desk/editing/form/fields.ts';
import { listCampaignTitles, listLanguages } from '../desk/editing/place-store.ts';
import type { DeskContext } from '../desk/model.ts';
import { doneAt } from '../desk/notices.ts';
import { askedIn } from '../desk/ordering.ts';
import { deskPage } from '../desk/page.tsx';
import type { Id } from '../foundation/database/id.ts';
import { dayIn } from '../foundation/i18n/dates.ts';
import { languageNames } from '../foundation/i18n/lang.ts';
import { may } from '../staff/model.ts';
import { ErrorSummary } from '../ui/components/error-summary.tsx';
import { Select } from '../ui/components/field.tsx';
import { listUndeclared } from './desk-store.ts';
import { createDeclaration } from './settings-store.ts';
import {
  articlesAfter,
  emptyWording,
  parseWording,
  type TypedWording,
  wordingTyped,
} from './wording-desk.ts';
import { WordingFields } from './wording-fields-desk.tsx';

const path = '/desk/declarations/new';

interface TypedDeclaration {
  campaign: string;
  lang: string;
  wording: TypedWording;
}

/** A declaration for a campaign that has none: its campaign, its first language, its first text. */
export function newDeclarationRoutes(desk: Desk): void {
  const { db } = desk.site;
  desk.get(path, 'declaration.edit', 'any', (c) =>
    form(c, desk, { campaign: c.req.query('campaign') ?? '', lang: c.var.lang, wording: emptyWording }, []),
  );
  desk.post(path, 'declaration.edit', 'any', async (c) => {
    const body = typedIn(await c.req.parseBody());
    const asked = askedIn(body);
    const typed = { campaign: body.campaign ?? '', lang: body.lang ?? '', wording: wordingTyped(body) };
    if (asked.todo !== 'save')
      return form(c, desk, { ...typed, wording: articlesAfter(typed.wording, asked) }, []);
    const [campaigns, languages] = await Promise.all([offered(c, desk), listLanguages(db)]);
    const campaign = campaigns.find(({ id }) => id === typed.campaign);
    const lang = languages.find(({ code }) => code === typed.lang)?.code;
    const { text, errors } = parseWording(typed.wording);
    if (!campaign) errors.push({ field: 'campaign', key: 'desk.field.error.choice' });
    if (!lang) errors.push({ field: 'lang', key: 'desk.field.error.choice' });
    if (errors.length > 0 || !campaign || !lang) return form(c, desk, typed, errors);
    const declaredOn = dayIn(desk.site.now(), 'Asia/Baghdad');
    const id = await createDeclaration(db, campaign, { declaredOn, wording: { ...text, lang } }, actorOf(c));
    c.set('audited', { thingId: id });
    return c.redirect(doneAt(`/desk/declarations/${id}`, 'saved'), 303);
  });
}

/** The campaigns without a declaration that this person may give one. */
async function offered(c: DeskContext, desk: Desk): Promise<{ id: Id; slug: string; title: string }[]> {
  const [without, titles] = await Promise.all([
    listUndeclared(desk.site.db),
    listCampaignTitles(desk.site.db, c.var.lang),
  ]);
  return titles.filter(
    ({ id }) => without.some((one) => one.id === id) && may(c.var.member, 'declaration.edit', id),
  );
}

async function form(
  c: DeskContext,
  desk: Desk,
  typed: TypedDeclaration,
  errors: readonly FieldError[],
): Promise<Response> {
  const { t } = c.var;
  const [campaigns, languages] = await Promise.all([offered(c, desk), listLanguages(desk.site.db)]);
  const lang = languages.find(({ code }) => code === typed.lang)?.code ?? c.var.lang;
  const errorOf = (name: string) => {
    const error = errors.find(({ field }) => field === name);
    return error ? t(error.key, error.values) : undefined;
  };
  const texts = errors.map(({ field, key, values }) => ({ field, text: t(key, values) }));
  return deskPage(c, {
    title: t('desk.declaration.create'),
    at: 'declarations',
    crumbs: [{ href: '/desk/declarations', text: t('desk.menu.declarations') }],
    status: errors.length > 0 ? 422 : 200,
    body: (
      <>
        <ErrorSummary t={t} level="h2" errors={texts} />
        <p class="notice">{t('desk.declaration.create.stand')}</p>
        <form method="post" action={path} class="desk-form">
          <button type="submit" name="do" value="look:" class="vh" tabindex={-1} aria-hidden="true">
            {t('desk.edit.look')}
          </button>
          <Select
            t={t}
            name="campaign"
            label={t('desk.field.campaign')}
            value={typed.campaign}
            empty={t('desk.field.choose')}
            error={errorOf('campaign')}
            options={campaigns.map(({ id, title }) => ({ value: id, text: title }))}
          />
          <Select
            t={t}
            name="lang"
            label={t('desk.edit.primary_lang')}
            value={lang}
            error={errorOf('lang')}
            options={languages.map(({ code }) => ({ value: code, text: languageNames[code] }))}
          />
          <WordingFields t={t} typed={typed.wording} errors={errors} lang={lang} />
          <div class="desk-foot">
            <button type="submit" name="do" value="save:" class="call">
              {t('desk.edit.save')}
            </button>
          </div>
        </form>
      </>
    ),
  });
}
