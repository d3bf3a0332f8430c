import type { Desk } from '../desk/desk.ts';
import type { DeskContext } from '../desk/model.ts';
import { doneAt } from '../desk/notices.ts';
import { deskPage } from '../desk/page.tsx';
import { type Lang, languageNames, languages } from '../foundation/i18n/lang.ts';
import { hasMessages, type Translator } from '../foundation/i18n/translate.ts';
import { ErrorSummary } from '../ui/components/error-summary.tsx';
import { Save } from '../ui/components/save.tsx';
import { menuRows, parseMenu, typedIn } from './settings/form.ts';
import { MenuForm } from './settings/menu-form.tsx';
import { mostMenuEntries } from './settings/model.ts';
import { readSiteSettings, saveSetting } from './settings/store.ts';
import { type LanguageRow, readLanguages, setLanguages } from './settings-store.ts';

const home = '/desk/initiative';

/** The initiative's own pages of the desk, and what frames the public ones: menu, languages. */
export function frameDesk(desk: Desk): void {
  const { db } = desk.site;

  desk.get(home, 'initiative.edit', null, (c) => {
    const { t } = c.var;
    return deskPage(c, {
      title: t('desk.menu.initiative'),
      label: t('desk.initiative.stand'),
      at: 'initiative',
      body: (
        <ul class="waiting">
          {(['texts', 'channels', 'menu', 'languages'] as const).map((part) => (
            <li>
              <a href={`${home}/${part}`}>{t(`desk.initiative.${part}`)}</a>
            </li>
          ))}
        </ul>
      ),
    });
  });

  const menuPage = async (c: DeskContext, refused: ReturnType<typeof parseMenu> | null) => {
    const { t } = c.var;
    const [set, offered] = await Promise.all([readSiteSettings(db), readLanguages(db)]);
    return deskPage(c, {
      title: t('desk.initiative.menu'),
      label: t('desk.initiative.menu.stand'),
      at: 'initiative',
      crumbs: [{ href: home, text: t('desk.menu.initiative') }],
      ...(refused && { status: 422 as const }),
      body: (
        <MenuForm
          t={t}
          rows={refused?.rows ?? menuRows(set.menu)}
          errors={refused?.errors ?? new Map()}
          full={(refused?.menu.length ?? 0) > mostMenuEntries}
          languages={offered.filter(({ state }) => state === 'on').map(({ code }) => code)}
        />
      ),
    });
  };
  desk.get(`${home}/menu`, 'initiative.edit', null, (c) => menuPage(c, null));
  desk.post(`${home}/menu`, 'initiative.edit', null, async (c) => {
    const parsed = parseMenu(await c.req.parseBody());
    if (parsed.errors.size > 0 || parsed.menu.length > mostMenuEntries) return menuPage(c, parsed);
    await saveSetting(db, `staff:${c.var.member.id}`, 'menu', parsed.menu);
    c.set('audited', { subject: 'setting:menu' });
    return c.redirect(doneAt(`${home}/menu`, 'saved'), 303);
  });

  const languagesPage = async (c: DeskContext, refused: boolean) => {
    const { t } = c.var;
    const known = await readLanguages(db);
    const rows = [
      ...known,
      ...languages.filter((code) => !known.some((row) => row.code === code)).map(draft),
    ];
    return deskPage(c, {
      title: t('desk.initiative.languages'),
      label: t('desk.initiative.languages.stand'),
      at: 'initiative',
      crumbs: [{ href: home, text: t('desk.menu.initiative') }],
      ...(refused && { status: 422 as const }),
      body: <LanguagesForm t={t} rows={rows} refused={refused} />,
    });
  };
  desk.get(`${home}/languages`, 'initiative.edit', null, (c) => languagesPage(c, false));
  desk.post(`${home}/languages`, 'initiative.edit', null, async (c) => {
    const form = await c.req.parseBody();
    const order = (code: Lang) => Number(typedIn(form, `order-${code}`)) || 99;
    const rows = languages
      .filter((code) => typedIn(form, `order-${code}`) !== '')
      .map((code): LanguageRow => ({ code, state: typedIn(form, `on-${code}`) === 'yes' ? 'on' : 'draft' }))
      .toSorted((a, b) => order(a.code) - order(b.code));
    const offered = rows.filter(({ state }) => state === 'on');
    // A language without an interface would be read in English with its own texts in between.
    if (offered.length === 0 || offered.some(({ code }) => !hasMessages(code))) return languagesPage(c, true);
    await setLanguages(db, rows, `staff:${c.var.member.id}`);
    c.set('audited', { subject: 'languages', detail: { on: offered.map(({ code }) => code) } });
    return c.redirect(doneAt(`${home}/languages`, 'saved'), 303);
  });
}

function draft(code: Lang): LanguageRow {
  return { code, state: 'draft' };
}

/** Each language with its place and whether visitors are offered it. One without an interface can only wait. */
function LanguagesForm({
  t,
  rows,
  refused,
}: {
  t: Translator;
  rows: readonly LanguageRow[];
  refused: boolean;
}) {
  return (
    <form method="post" action={`${home}/languages`}>
      {refused ? (
        <ErrorSummary
          t={t}
          errors={[{ field: `on-${rows[0]?.code}`, text: t('desk.initiative.languages.error') }]}
        />
      ) : null}
      {rows.map(({ code, state }, index) => (
        <fieldset class="row">
          <legend lang={code}>{languageNames[code]}</legend>
          <label class="choice">
            <input
              type="checkbox"
              id={`on-${code}`}
              name={`on-${code}`}
              value="yes"
              checked={state === 'on'}
              disabled={!hasMessages(code)}
            />{' '}
            <span>
              {t(hasMessages(code) ? 'desk.initiative.languages.on' : 'desk.initiative.languages.none')}
            </span>
          </label>
          <label class="place">
            {t('desk.initiative.order')}{' '}
            <input
              name={`order-${code}`}
              type="text"
              inputmode="numeric"
              value={String(index + 1)}
              dir="ltr"
            />
          </label>
        </fieldset>
      ))}
      <Save t={t} />
    </form>
  );
}
