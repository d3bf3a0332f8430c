import { type Context, Hono } from 'hono';
import { readCampaign } from '../../campaigns/store.ts';
import { countryName } from '../../foundation/i18n/countries.ts';
import { scriptOf } from '../../foundation/i18n/script.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { Site } from '../../foundation/web/site.ts';
import { Crumbs } from '../../ui/components/crumbs.tsx';
import { DescriptionList } from '../../ui/components/description-list.tsx';
import { Opening } from '../../ui/components/opening.tsx';
import { Pages } from '../../ui/components/pages.tsx';
import { More, Part, Wrap } from '../../ui/components/part.tsx';
import { langAttribute } from '../../ui/components/said.ts';
import { type PageEnv, respond } from '../../ui/respond.tsx';
import { countTag } from '../count/store.ts';
import { dated } from '../dated.ts';
import { signatoriesTag } from '../signing/store.ts';
import { readDeclaration } from '../store.ts';
import { type RegisterEntry, readRegisterCursor, stepKinds, writeRegisterCursor } from './model.ts';
import { StepWords } from './steps.tsx';
import { listRegister, readRegisterSums } from './store.ts';

const perPage = 50;

/** The register of a campaign: each organisation with since when it has signed, how it was verified, and what came after. */
export function registerSite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.get('/:lang/campaigns/:campaign/register', (c) => registerPage(c, site, c.req.param('campaign')));
  return app;
}

async function registerPage(c: Context<PageEnv>, site: Site, slug: string) {
  const { t, lang } = c.var;
  if (!t) return c.notFound();
  const [campaign, declaration] = await Promise.all([
    readCampaign(site.db, slug, lang),
    readDeclaration(site.db, slug),
  ]);
  if (!campaign || !declaration) return c.notFound();
  const after = readRegisterCursor(c.req.query('after'));
  const [rows, sums] = await Promise.all([
    listRegister(after ? site.slow : site.db, declaration.versionId, lang, { after, limit: perPage + 1 }),
    readRegisterSums(site.db, declaration.versionId),
  ]);
  const shown = rows.slice(0, perPage);
  const last = shown.at(-1);
  const base = `/${lang}/campaigns/${slug}`;
  const here = `${base}/register`;
  return respond(c, {
    title: t('register.title'),
    description: t('register.stand'),
    path: `/campaigns/${slug}/register`,
    tags: after
      ? null
      : [
          declaration.id,
          campaign.id,
          'organisation',
          countTag(declaration.versionId),
          signatoriesTag(declaration.versionId),
        ],
    unlisted: after !== null,
    body: (
      <Wrap>
        <Crumbs
          t={t}
          above={[
            { href: `/${lang}`, text: t('frame.home') },
            { href: base, text: campaign.name },
            { href: `${base}/declaration`, text: t('frame.declaration') },
            { href: `${base}/signatories`, text: t('frame.signatories') },
          ]}
          here={t('register.title')}
        />
        <Opening size="title" title={t('register.title')} stand={t('register.stand')}>
          {shown.length === 0 ? (
            <p class="empty">{t('signatories.none_yet')}</p>
          ) : (
            <RegisterTable t={t} entries={shown} />
          )}
          <Pages
            t={t}
            previous={null}
            next={
              rows.length > perPage && last
                ? `${here}?${new URLSearchParams({ after: writeRegisterCursor(last) })}`
                : null
            }
            first={after ? here : null}
          />
          {sums.sealed > 0 ? <p class="label">{t('register.sealed', { n: sums.sealed })}</p> : null}
          {sums.suspended > 0 ? <p class="label">{t('register.suspended', { n: sums.suspended })}</p> : null}
        </Opening>
        <Part id="steps" title={t('register.steps')}>
          <p>{t('register.steps.stand')}</p>
          <DescriptionList
            facts={stepKinds.map((kind) => ({
              term: t(`register.means.${kind}`),
              value: t(`register.means.${kind}.text`),
            }))}
          />
          <p>{t('register.steps.end')}</p>
          <More href={`${base}/signatories`}>{t('declaration.all_signatories')}</More>
        </Part>
      </Wrap>
    ),
  });
}

function RegisterTable({ t, entries }: { t: Translator; entries: readonly RegisterEntry[] }) {
  const heads = {
    name: t('signatories.search'),
    country: t('signatories.country'),
    verified: t('register.verified'),
    since: t('register.since'),
  };
  return (
    <table class="stack signatories">
      <caption class="vh">{t('register.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{heads.name}</th>
          <th scope="col">{heads.country}</th>
          <th scope="col">{heads.verified}</th>
          <th scope="col">{heads.since}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => {
          const name = t.dir === 'rtl' && entry.nameAr ? entry.nameAr : entry.name;
          return (
            <tr>
              <th scope="row">
                <bdi lang={langAttribute(scriptOf(name), t.lang)}>{name}</bdi>
              </th>
              <td data-label={heads.country}>{countryName(t.lang, entry.country)}</td>
              <td data-label={heads.verified}>
                <StepWords t={t} steps={entry.steps} />
              </td>
              <td data-label={heads.since}>
                <Standing t={t} entry={entry} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Since when it has signed, when it was suspended, since when it has left. */
export function Standing({
  t,
  entry,
}: {
  t: Translator;
  entry: Pick<RegisterEntry, 'suspensions' | 'leftOn'> & { signedOn: string | null };
}) {
  const { signedOn, suspensions, leftOn } = entry;
  const lines = [
    ...(signedOn ? [t('register.signed', { date: dated(t, signedOn) })] : []),
    ...suspensions.map(({ from, to }) =>
      to
        ? t('register.was_suspended', { from: dated(t, from), to: dated(t, to) })
        : t('register.is_suspended', { from: dated(t, from) }),
    ),
    ...(leftOn ? [t('register.left', { date: dated(t, leftOn) })] : []),
  ];
  return (
    <>
      {lines.map((text, index) => (
        <>
          {index > 0 ? <br /> : null}
          {text}
        </>
      ))}
    </>
  );
}
