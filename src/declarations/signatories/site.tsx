import { type Context, Hono } from 'hono';
import { readCampaign } from '../../campaigns/store.ts';
import { countryName } from '../../foundation/i18n/countries.ts';
import { scriptOf } from '../../foundation/i18n/script.ts';
import type { Site } from '../../foundation/web/site.ts';
import { Count } from '../../ui/components/count.tsx';
import { Crumbs } from '../../ui/components/crumbs.tsx';
import { Field, Select } from '../../ui/components/field.tsx';
import { Opening } from '../../ui/components/opening.tsx';
import { Pages } from '../../ui/components/pages.tsx';
import { More, Wrap } from '../../ui/components/part.tsx';
import { Filters, Signatories } from '../../ui/components/signatories.tsx';
import { type PageEnv, respond } from '../../ui/respond.tsx';
import { CleanupsSaid } from '../cleanup/said.tsx';
import { listPublicCleanups } from '../cleanup/store.ts';
import { countShown } from '../count/model.ts';
import { countTag, readCount } from '../count/store.ts';
import { dated } from '../dated.ts';
import { StepWords } from '../register/steps.tsx';
import { readRegisterSums } from '../register/store.ts';
import { signatoriesTag } from '../signing/store.ts';
import { readDeclaration } from '../store.ts';
import { writeCursor } from './model.ts';
import { address, filterOf, isTooShort, readQuery, type SignatoryQuery } from './query.ts';
import { guardSearch } from './search.ts';
import { listCountries, listSignatories } from './store.ts';

const perPage = 50;

/** Who has signed: the count, a search, filters, pages by cursor, and the same as CSV and JSON. */
export function signatoriesSite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  const guard = guardSearch(site);
  app.get('/:lang/campaigns/:campaign/signatories', (c) => {
    const query = readQuery((name) => c.req.query(name));
    return guard(c, query, async () => signatoriesPage(c, site, c.req.param('campaign'), query));
  });
  return app;
}

async function signatoriesPage(c: Context<PageEnv>, site: Site, slug: string, query: SignatoryQuery) {
  const { t, lang, origin } = c.var;
  if (!t) return c.notFound();
  const [campaign, declaration] = await Promise.all([
    readCampaign(site.db, slug, lang),
    readDeclaration(site.db, slug),
  ]);
  if (!campaign || !declaration) return c.notFound();
  const [rows, countries, count, sums, cleanups] = await Promise.all([
    // A search may take long: on connections of its own nobody else waits for it.
    listSignatories(query.q === '' ? site.db : site.slow, declaration.versionId, filterOf(query), {
      after: query.after,
      limit: perPage + 1,
      lang,
    }),
    listCountries(site.db, declaration.versionId),
    readCount(site.db, declaration.versionId),
    readRegisterSums(site.db, declaration.versionId),
    listPublicCleanups(site.db, declaration.versionId),
  ]);
  const shown = rows.slice(0, perPage);
  const last = shown.at(-1);
  const base = `/${lang}/campaigns/${slug}`;
  const here = `${base}/signatories`;
  const heads = {
    name: t('signatories.search'),
    country: t('signatories.country'),
    kind: t('signatories.kind'),
    date: t('signatories.date'),
  };
  const filtered = query.q !== '' || query.country !== null || query.kind !== null;
  return respond(c, {
    title: t('signatories.title'),
    description: campaign.name,
    path: `/campaigns/${slug}/signatories`,
    // A search by name is everyone's own and is made anew each time.
    tags:
      query.q !== ''
        ? null
        : [
            declaration.id,
            campaign.id,
            countTag(declaration.versionId),
            signatoriesTag(declaration.versionId),
          ],
    unlisted: filtered || query.after !== null,
    jsonLd: [
      {
        '@context': 'https://schema.org',
        '@type': 'CollectionPage',
        name: t('signatories.title'),
        inLanguage: lang,
        url: origin + here,
      },
    ],
    body: (
      <Wrap>
        <Crumbs
          t={t}
          above={[
            { href: `/${lang}`, text: t('frame.home') },
            { href: base, text: campaign.name },
            { href: `${base}/declaration`, text: t('frame.declaration') },
          ]}
          here={t('frame.signatories')}
        />
        <Opening
          size="title"
          title={t('signatories.title')}
          say={<Count t={t} {...countShown(declaration, count)} />}
        >
          <Filters t={t} action={here} label={t('signatories.filter')} clear={filtered ? here : null}>
            <Field
              t={t}
              name="q"
              type="search"
              label={t('signatories.search')}
              value={query.q}
              dir="auto"
              optional="unsaid"
              maxlength={100}
              error={isTooShort(query) ? t('error.search_short') : undefined}
            />
            <Select
              t={t}
              name="country"
              label={t('signatories.country')}
              value={query.country ?? ''}
              empty={t('signatories.all_countries')}
              options={countries.map((code) => ({ value: code, text: countryName(lang, code) }))}
              optional="unsaid"
            />
            {declaration.allowsOrganisations && declaration.allowsPersons ? (
              <Select
                t={t}
                name="kind"
                label={t('signatories.kind')}
                value={query.kind ?? ''}
                empty={t('signatories.all_kinds')}
                options={(['organisation', 'person'] as const).map((kind) => ({
                  value: kind,
                  text: t(`signatories.kind.${kind}`),
                }))}
                optional="unsaid"
              />
            ) : null}
          </Filters>
          {shown.length === 0 && !filtered ? (
            <p class="empty">{t('signatories.none_yet')}</p>
          ) : (
            <Signatories
              t={t}
              caption={t('signatories.caption')}
              heads={heads}
              rows={shown.map((row) => {
                const name = t.dir === 'rtl' && row.nameAr ? row.nameAr : row.name;
                return {
                  name,
                  lang: scriptOf(name),
                  website: row.website,
                  country: countryName(lang, row.country),
                  kind: t(`signatories.kind.${row.kind}`),
                  date: { text: dated(t, row.listedOn), datetime: row.listedOn },
                  note: row.kind === 'organisation' ? <StepWords t={t} steps={row.steps} /> : null,
                };
              })}
            />
          )}
          <Pages
            t={t}
            previous={null}
            next={rows.length > perPage && last ? address(here, query, writeCursor(last)) : null}
            first={query.after ? address(here, query, null) : null}
          />
          {declaration.allowsPersons ? <p class="label">{t('signatories.counted_note')}</p> : null}
          {sums.sealed > 0 ? <p class="label">{t('register.sealed', { n: sums.sealed })}</p> : null}
          <CleanupsSaid t={t} cleanups={cleanups} />
          {declaration.allowsOrganisations ? (
            <More href={`${base}/register`}>{t('register.title')}</More>
          ) : null}
          <More href={address(`${here}.csv`, query, null)}>{t('signatories.csv')}</More>
          <More href={address(`${here}.json`, query, null)}>{t('signatories.json')}</More>
        </Opening>
      </Wrap>
    ),
  });
}
