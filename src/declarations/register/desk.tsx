import type { Desk } from '../../desk/desk.ts';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { countryName } from '../../foundation/i18n/countries.ts';
import { searchKey } from '../../foundation/text/normalise.ts';
import { may, scopesOf } from '../../staff/model.ts';
import { Field, Select } from '../../ui/components/field.tsx';
import { Pages } from '../../ui/components/pages.tsx';
import { Filters } from '../../ui/components/signatories.tsx';
import { registerEntryDesk } from './entry-desk.tsx';
import { readRegisterCursor, writeRegisterCursor } from './model.ts';
import { Standing } from './site.tsx';
import { StepWords } from './steps.tsx';
import { type DeskFilter, listDeskRegister } from './store.ts';

const perPage = 50;
const shows = ['all', 'suspended', 'lapsed', 'unverified', 'left'] as const;

/** What else there is to do about organisations, for those who may. */
const ways = [
  { href: '/desk/cleanups', title: 'desk.cleanup.title', action: 'signature.clean' },
  { href: '/desk/sealed', title: 'desk.sealed.title', action: 'signature.sealed' },
  { href: '/desk/sealed-readers', title: 'desk.sealed.readers', action: 'staff.manage' },
  { href: '/desk/organisations/join', title: 'desk.join.title', action: 'join.decide' },
] as const;

/** The register for those who keep it: which organisation was verified how, and who has to be asked again. */
export function registerDesk(desk: Desk): void {
  desk.get('/desk/register', 'signature.read', 'any', (c) => listPage(desk, c));
  registerEntryDesk(desk);
}

async function listPage({ site }: Desk, c: DeskContext) {
  const { t, lang, member } = c.var;
  const q = (c.req.query('q') ?? '').slice(0, 100).trim();
  const asked = c.req.query('show');
  const show: DeskFilter['show'] = shows.find((one) => one === asked) ?? 'all';
  const after = readRegisterCursor(c.req.query('after'));
  const rows = await listDeskRegister(site.db, lang, {
    scopes: scopesOf(member, 'signature.read'),
    search: searchKey(q),
    show,
    after: after && { key: after.key, id: after.publicId },
    limit: perPage + 1,
  });
  const shown = rows.slice(0, perPage);
  const last = shown.at(-1);
  const address = (cursor: string | null) =>
    `/desk/register?${new URLSearchParams({ q, show, ...(cursor && { after: cursor }) })}`;
  return deskPage(c, {
    title: t('desk.register.title'),
    label: t('desk.register.stand'),
    at: 'register',
    buttons: ways
      .filter(({ action }) => may(member, action, 'any'))
      .map(({ href, title }) => (
        <a class="button" href={href}>
          {t(title)}
        </a>
      )),
    body: (
      <>
        <Filters
          t={t}
          action="/desk/register"
          label={t('desk.register.filter')}
          clear={q || show !== 'all' ? '/desk/register' : null}
        >
          <Field
            t={t}
            name="q"
            type="search"
            label={t('signatories.search')}
            value={q}
            dir="auto"
            optional="unsaid"
            maxlength={100}
          />
          <Select
            t={t}
            name="show"
            label={t('desk.register.show')}
            value={show}
            options={shows.map((value) => ({ value, text: t(`desk.register.show.${value}`) }))}
            optional="unsaid"
          />
        </Filters>
        {shown.length === 0 ? (
          <p class="empty">{t('desk.register.none')}</p>
        ) : (
          <table class="stack">
            <caption class="vh">{t('register.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('signatories.search')}</th>
                <th scope="col">{t('desk.register.state')}</th>
                <th scope="col">{t('register.verified')}</th>
                <th scope="col">{t('register.since')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((entry) => (
                <tr>
                  <th scope="row">
                    <a href={`/desk/register/${entry.id}`}>
                      <bdi>{entry.name}</bdi>
                    </a>
                    <span class="label"> {countryName(lang, entry.country)}</span>
                  </th>
                  <td data-label={t('desk.register.state')}>{stateWord(t, entry.state)}</td>
                  <td data-label={t('register.verified')}>
                    <StepWords t={t} steps={entry.steps} />
                    {entry.lapsed ? <p class="error">{t('desk.register.lapsed')}</p> : null}
                  </td>
                  <td data-label={t('register.since')}>
                    <Standing t={t} entry={entry} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <Pages
          t={t}
          previous={null}
          next={
            rows.length > perPage && last
              ? address(writeRegisterCursor({ key: last.key, publicId: last.id }))
              : null
          }
          first={after ? address(null) : null}
        />
      </>
    ),
  });
}

/** What an organisation is in the register, in words. */
export function stateWord(t: DeskContext['var']['t'], state: string): string {
  switch (state) {
    case 'listed':
    case 'suspended':
    case 'withdrawn':
      return t(`desk.register.state.${state}`);
    default:
      return t('desk.register.state.confirmed');
  }
}
