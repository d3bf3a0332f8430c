import type { Desk } from '../../desk/desk.ts';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { parseId } from '../../foundation/database/id.ts';
import { countryName } from '../../foundation/i18n/countries.ts';
import { formatInstant } from '../../foundation/i18n/dates.ts';
import { scopesOf } from '../../staff/model.ts';
import { merge } from './decide.ts';
import { deciderOf, ofNamed, readPosted, targetsIn, targetsOut } from './desk-scope.ts';
import { listAddress, readBack } from './filter.ts';
import { MailPreviews, previewsOf } from './mail-preview.tsx';
import { noted } from './notice.tsx';
import { readRows } from './queue-store.ts';
import { languagesOf, type ReasonErrors, ReasonFields, readReason, toldTo } from './reason.tsx';
import { nameOf } from './rows.tsx';
import { comma, knownOf } from './words.ts';

/** Merging signatures of one signatory: one is chosen that stays, the others are rejected for it. */
export function mergeDesk(desk: Desk): void {
  const named = ofNamed(desk.site, 'signature.decide');
  desk.get('/desk/signatures/merge', 'signature.decide', named, (c) => mergePage(desk, c));
  desk.post('/desk/signatures/merge', 'signature.decide', named, (c) => doMerge(desk, c));
}

async function mergePage(
  { site }: Desk,
  c: DeskContext,
  errors: ReasonErrors & { kept?: string } = {},
  status: 200 | 409 | 422 = 200,
) {
  const { t, member, lang } = c.var;
  const posted = await readPosted(c);
  const targets = targetsIn(posted);
  const rows = await readRows(
    site.db,
    targets.map(({ id }) => id),
    scopesOf(member, 'signature.decide'),
  );
  const back = posted('back')[0] ?? '';
  const chosen = posted('kept')[0] ?? rows.find(({ state }) => state === 'listed')?.id ?? rows[0]?.id;
  const others = rows.filter(({ id }) => id !== chosen);
  const typed = (name: string) => (name === 'code' ? 'duplicate' : posted(name)[0]);
  return deskPage(c, {
    title: t('desk.queue.merge', { n: rows.length }),
    label: t('desk.queue.merge.stand'),
    at: 'signatures',
    crumbs: [{ href: listAddress(readBack(back)), text: t('desk.menu.signatures') }],
    status,
    body:
      rows.length < 2 ? (
        <p class="notice">{t('desk.queue.merge.few')}</p>
      ) : (
        <form method="post" action="/desk/signatures/merge">
          <input type="hidden" name="back" value={back} />
          <input type="hidden" name="id" value={targetsOut(targets)} />
          {errors.kept ? (
            <p class="notice" data-tone="error" role="alert">
              {errors.kept}
            </p>
          ) : null}
          <fieldset class="field">
            <legend>{t('desk.queue.merge.kept')}</legend>
            {rows.map((row) => (
              <label class="choice">
                <input type="radio" name="kept" value={row.id} checked={row.id === chosen} />{' '}
                <span>
                  <bdi>{nameOf(t, row)}</bdi>
                  <span class="label">
                    {[
                      t(`desk.queue.state.${row.state}`),
                      countryName(lang, row.country),
                      formatInstant(lang, row.createdAt),
                      ...knownOf(t, row).map(({ text }) => text),
                    ].join(comma(t))}
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
          <ReasonFields t={t} langs={languagesOf(others)} errors={errors} typed={typed} only="duplicate" />
          <MailPreviews t={t} previews={await previewsOf(site, others, typed)} />
          <p class="buttons">
            <button type="submit" class="call">
              {t('desk.queue.merge.button')}
            </button>
            <button type="submit" name="preview" value="yes">
              {t('desk.queue.preview')}
            </button>
            <a class="button" href={listAddress(readBack(back))}>
              {t('desk.queue.keep')}
            </a>
          </p>
        </form>
      ),
  });
}

async function doMerge(desk: Desk, c: DeskContext) {
  const { site } = desk;
  const { t } = c.var;
  const posted = await readPosted(c);
  const targets = targetsIn(posted);
  if (posted('preview').length > 0) {
    c.set('audited', null);
    return mergePage(desk, c);
  }
  const read = readReason(t, (name) => (name === 'code' ? 'duplicate' : posted(name)[0]));
  const keptId = parseId(posted('kept')[0] ?? '');
  const kept = targets.find(({ id }) => id === keptId);
  if (!read.ok) return mergePage(desk, c, read.errors, 422);
  if (!kept) return mergePage(desk, c, { kept: t('desk.queue.merge.choose') }, 422);
  const { reason } = read;
  const others = targets.filter(({ id }) => id !== kept.id);
  const merging = await merge(site.db, kept, others, ({ lang }) => toldTo(lang, reason), deciderOf(site, c));
  if (merging.outcome !== 'done') return mergePage(desk, c, { kept: t('desk.queue.merge.not') }, 409);
  c.set('audited', {
    subject: `signature:${kept.id}`,
    detail: { decision: 'merge', merged: merging.merged },
  });
  return c.redirect(noted(listAddress(readBack(posted('back')[0])), 'merge', merging.merged.length), 303);
}
