import type { Desk } from '../desk/desk.ts';
import { deskMessage } from '../desk/message.tsx';
import type { DeskContext } from '../desk/model.ts';
import { doneAt } from '../desk/notices.ts';
import { deskPage } from '../desk/page.tsx';
import { dirOf, isLang, type Lang, languageNames } from '../foundation/i18n/lang.ts';
import { type Translator, translator } from '../foundation/i18n/translate.ts';
import { ErrorSummary } from '../ui/components/error-summary.tsx';
import { FieldError } from '../ui/components/field.tsx';
import { Save } from '../ui/components/save.tsx';
import { typedIn } from './settings/form.ts';
import type { MailTexts } from './settings/model.ts';
import { readSiteSettings, saveSetting } from './settings/store.ts';
import {
  type EditableMail,
  editableMails,
  type MailPartKey,
  placeholdersOf,
  standardText,
  textError,
} from './settings/words-model.ts';
import { readLanguages } from './settings-store.ts';

const here = '/desk/settings/mails';
const mails = Object.keys(editableMails) as EditableMail[]; // the keys of the table

/** The words of the mails that the site sends, by language: changed here, or set back to the standard ones. */
export function mailTextsDesk(desk: Desk): void {
  const { db } = desk.site;

  desk.get(here, 'settings.edit', null, async (c) => {
    const { t } = c.var;
    const [set, languages] = await Promise.all([readSiteSettings(db), readLanguages(db)]);
    return deskPage(c, {
      title: t('desk.settings.mails'),
      label: t('desk.settings.mails.stand'),
      at: 'settings',
      crumbs: [{ href: '/desk/settings', text: t('desk.menu.settings') }],
      body: languages.map(({ code }) => (
        <section class="desk-part">
          <h2 lang={code}>{languageNames[code]}</h2>
          <ul class="waiting">
            {mails.map((mail) => (
              <li>
                <a href={`${here}/${code}/${mail}`}>{t(`desk.settings.mail.${mail}`)}</a>
                {editableMails[mail].some((key) => set.mails[code]?.[key]) ? (
                  <span class="label">{t('desk.settings.mails.changed')}</span>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      )),
    });
  });

  const page = async (
    c: DeskContext,
    lang: Lang,
    mail: EditableMail,
    typed: Partial<Record<MailPartKey, string>>,
    errors: ReadonlyMap<MailPartKey, string>,
  ) => {
    const { t } = c.var;
    const set = await readSiteSettings(db);
    const theirs = translator(lang);
    const changed = editableMails[mail].some((key) => set.mails[lang]?.[key]);
    return deskPage(c, {
      title: t(`desk.settings.mail.${mail}`),
      label: <span lang={lang}>{languageNames[lang]}</span>,
      at: 'settings',
      crumbs: [
        { href: '/desk/settings', text: t('desk.menu.settings') },
        { href: here, text: t('desk.settings.mails') },
      ],
      ...(errors.size > 0 && { status: 422 as const }),
      buttons: changed ? (
        <form method="post" action={`${here}/${lang}/${mail}/standard`}>
          <button type="submit">{t('desk.settings.mails.standard')}</button>
        </form>
      ) : null,
      body: (
        <form method="post" action={`${here}/${lang}/${mail}`}>
          <ErrorSummary t={t} errors={[...errors].map(([key, text]) => ({ field: idOf(key), text }))} />
          {editableMails[mail].map((key) => (
            <MailPart
              t={t}
              part={key}
              lang={lang}
              value={typed[key] ?? set.mails[lang]?.[key] ?? standardText(theirs, key)}
              standard={standardText(theirs, key)}
              error={errors.get(key)}
            />
          ))}
          <Save t={t} />
        </form>
      ),
    });
  };

  /** The language and the mail that an address names; null for none of ours. */
  const named = (c: DeskContext) => {
    const [lang, mail] = [c.req.param('lang'), mails.find((name) => name === c.req.param('mail'))];
    return isLang(lang) && mail ? { lang, mail } : null;
  };
  const save = async (
    c: DeskContext,
    lang: Lang,
    mail: EditableMail,
    texts: Partial<Record<MailPartKey, string>>,
  ) => {
    const set = (await readSiteSettings(db)).mails;
    const others = Object.entries(set[lang] ?? {}).filter(
      ([key]) => !editableMails[mail].some((own) => own === key),
    );
    const all: MailTexts = { ...set, [lang]: Object.fromEntries([...others, ...Object.entries(texts)]) };
    await saveSetting(db, `staff:${c.var.member.id}`, 'mails', all);
    c.set('audited', { subject: `mail:${lang}:${mail}` });
    return c.redirect(doneAt(`${here}/${lang}/${mail}`, 'saved'), 303);
  };

  desk.get(`${here}/:lang/:mail`, 'settings.edit', null, (c) => {
    const of = named(c);
    return of ? page(c, of.lang, of.mail, {}, new Map()) : deskMessage(c, 404, 'missing');
  });

  desk.post(`${here}/:lang/:mail`, 'settings.edit', null, async (c) => {
    const { t } = c.var;
    const of = named(c);
    if (!of) return deskMessage(c, 404, 'missing');
    const form = await c.req.parseBody();
    const typed: Partial<Record<MailPartKey, string>> = {};
    const own: Partial<Record<MailPartKey, string>> = {};
    const errors = new Map<MailPartKey, string>();
    for (const key of editableMails[of.mail]) {
      const text = typedIn(form, idOf(key)).replaceAll('\r\n', '\n');
      typed[key] = text;
      const wrong = textError(key, text);
      if (wrong?.error === 'unknown')
        errors.set(
          key,
          t('desk.settings.mails.error.unknown', { name: `{${wrong.name}}`, known: braced(key) }),
        );
      else if (wrong) errors.set(key, t(`desk.settings.mails.error.${wrong.error}`));
      else if (text !== standardText(translator(of.lang), key)) own[key] = text;
    }
    return errors.size > 0 ? page(c, of.lang, of.mail, typed, errors) : save(c, of.lang, of.mail, own);
  });

  desk.post(`${here}/:lang/:mail/standard`, 'settings.edit', null, (c) => {
    const of = named(c);
    return of ? save(c, of.lang, of.mail, {}) : deskMessage(c, 404, 'missing');
  });
}

/** A message's key as the id of its control. */
function idOf(key: MailPartKey): string {
  return key.replaceAll('.', '-');
}

function braced(key: MailPartKey): string {
  return placeholdersOf(key)
    .map((name) => `{${name}}`)
    .join(' ');
}

interface MailPartProps {
  t: Translator;
  part: MailPartKey;
  lang: Lang;
  value: string;
  standard: string;
  error: string | undefined;
}

function MailPart({ t, part, lang, value, standard, error }: MailPartProps) {
  const id = idOf(part);
  const subject = part.endsWith('.subject');
  const known = braced(part);
  const described = {
    'aria-describedby': `${error ? `${id}-error ` : ''}${id}-hint`,
    lang,
    dir: dirOf(lang),
  };
  return (
    <div class="field" data-invalid={error ? '' : undefined}>
      <label for={id}>{t(subject ? 'desk.settings.mails.subject' : 'desk.settings.mails.text')}</label>
      <p class="hint" id={`${id}-hint`}>
        {known ? (
          <>
            {t('desk.settings.mails.known')} <bdi lang="en">{known}</bdi>{' '}
          </>
        ) : null}
        {value === standard ? null : (
          <>
            {t('desk.settings.mails.standard_is')} <bdi lang={lang}>{standard}</bdi>
          </>
        )}
      </p>
      <FieldError t={t} name={id} error={error} />
      {subject ? (
        <input
          id={id}
          name={id}
          type="text"
          value={value}
          {...described}
          aria-invalid={error ? 'true' : undefined}
        />
      ) : (
        <textarea id={id} name={id} rows={3} {...described} aria-invalid={error ? 'true' : undefined}>
          {value}
        </textarea>
      )}
    </div>
  );
}
