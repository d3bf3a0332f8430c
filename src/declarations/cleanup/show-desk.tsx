import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { countryName } from '../../foundation/i18n/countries.ts';
import { formatInstant } from '../../foundation/i18n/dates.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { DescriptionList, type Fact } from '../../ui/components/description-list.tsx';
import { type Cleanup, type Conditions, waysOn } from './model.ts';
import type { Preview } from './store.ts';

/** @returns the page of one clean-up: what it is about, what it would touch or has touched, and the ways on. */
export function showCleanup(c: DeskContext, cleanup: Cleanup, preview: Preview | null, now: Date) {
  const { t, lang } = c.var;
  return deskPage(c, {
    title: cleanup.reason,
    named: true,
    label: `${t(`desk.cleanup.state.${cleanup.state}`)} · ${t('desk.cleanup.made', { date: formatInstant(lang, cleanup.madeAt) })}`,
    at: 'signatures',
    crumbs: [{ href: '/desk/cleanups', text: t('desk.cleanup.title') }],
    body: (
      <>
        <DescriptionList
          facts={[
            ...conditionFacts(t, cleanup.conditions),
            {
              term: t('desk.cleanup.category'),
              value: t(`desk.cleanup.category.${cleanup.category}`),
            },
          ]}
        />
        {preview ? (
          <>
            <p class="lead">{t('desk.cleanup.would', { n: preview.count })}</p>
            <p>{t('desk.cleanup.run.text')}</p>
          </>
        ) : (
          <p class="lead">
            {t('desk.cleanup.touched', { n: cleanup.touched })}{' '}
            {cleanup.restored > 0 ? t('desk.cleanup.restored', { n: cleanup.restored }) : null}
          </p>
        )}
        {cleanup.state === 'running' || cleanup.state === 'undoing' ? (
          <p>{t('desk.cleanup.at_work')}</p>
        ) : null}
        <div class="buttons">
          {waysOn(cleanup, now).map((way) =>
            way === 'run' && preview?.count === 0 ? null : (
              <form method="post" action={`/desk/cleanups/${cleanup.id}/${way}`}>
                <button type="submit" class={way === 'run' ? 'call' : undefined}>
                  {t(`desk.cleanup.${way}`)}
                </button>
              </form>
            ),
          )}
        </div>
        {preview && preview.sample.length > 0 ? <Sample t={t} sample={preview.sample} /> : null}
      </>
    ),
  });
}

function Sample({ t, sample }: { t: Translator; sample: Preview['sample'] }) {
  const heads = {
    name: t('signatories.search'),
    country: t('signatories.country'),
    kind: t('signatories.kind'),
    date: t('desk.cleanup.from'),
  };
  return (
    <table class="stack">
      <caption>{t('desk.cleanup.sample')}</caption>
      <thead>
        <tr>
          <th scope="col">{heads.name}</th>
          <th scope="col">{heads.country}</th>
          <th scope="col">{heads.kind}</th>
          <th scope="col">{heads.date}</th>
        </tr>
      </thead>
      <tbody>
        {sample.map(({ name, kind, country, createdAt }) => (
          <tr>
            <th scope="row">{name ? <bdi>{name}</bdi> : t('desk.cleanup.unnamed')}</th>
            <td data-label={heads.country}>{countryName(t.lang, country)}</td>
            <td data-label={heads.kind}>{t(`signatories.kind.${kind}`)}</td>
            <td data-label={heads.date}>{formatInstant(t.lang, createdAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function conditionFacts(t: Translator, conditions: Conditions): Fact[] {
  const { domain, from, until, seconds, burst, pattern, flag, kind } = conditions;
  const plain = (text: string | number | undefined) => (text === undefined ? null : <bdi>{text}</bdi>);
  return [
    { term: t('desk.cleanup.domain'), value: plain(domain) },
    { term: t('desk.cleanup.from'), value: plain(from) },
    { term: t('desk.cleanup.until'), value: plain(until) },
    { term: t('desk.cleanup.seconds'), value: plain(seconds) },
    { term: t('desk.cleanup.burst'), value: plain(burst) },
    { term: t('desk.cleanup.pattern'), value: plain(pattern) },
    { term: t('desk.cleanup.flag'), value: flag && t(`desk.cleanup.flag.${flagOf(flag)}`) },
    { term: t('desk.cleanup.kind'), value: kind && t(`signatories.kind.${kind}`) },
  ];
}

/** A flag that a clean-up can ask for: `own-domain` is a good sign, and none of them. */
function flagOf(flag: NonNullable<Conditions['flag']>) {
  return flag === 'own-domain' ? 'same-organisation' : flag;
}
