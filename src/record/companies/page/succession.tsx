import { formatDate } from '../../../foundation/i18n/dates.ts';
import { FallbackText } from '../../../ui/components/fallback-text.tsx';
import { Part } from '../../../ui/components/part.tsx';
import { SuccessionGraph, SuccessionList } from '../../../ui/components/record/graph.tsx';
import { FootnoteRefs } from '../../../ui/components/sources.tsx';
import { FromToday, NameMark } from './marks.tsx';
import type { CompanyPage, Relative, Tie } from './model.ts';
import { OwnerName } from './opening.tsx';
import type { Teller } from './teller.ts';
import { calledText, whenText } from './texts.ts';

/** Who became whose, and who owned the company: drawn, as a list, and each as its source tells it. */
export function SuccessionPart({ teller, page }: { teller: Teller; page: CompanyPage }) {
  const { t } = teller;
  if (page.ties.length === 0 && page.owners.length === 0) return null;
  const graph = graphOf(teller, page);
  return (
    <Part
      id="succession"
      title={t('record.company.succession')}
      margin={<FromToday teller={teller} of="succession" />}
    >
      <div>
        {page.ties.length > 0 ? (
          <div class="beside">
            <SuccessionGraph t={t} {...graph} />
            <SuccessionList t={t} {...graph} />
          </div>
        ) : null}
        {page.ties.map((tie) => (
          <p id={`succession-${tie.id}`}>
            <FallbackText t={t} said={{ text: tie.note, lang: tie.lang }} />{' '}
            {tie.mark === 'possible' ? <NameMark t={t} mark="possible" /> : null}{' '}
            <FootnoteRefs t={t} numbers={teller.footnotes(tie.id)} />
          </p>
        ))}
        {page.owners.length > 0 ? <Owners teller={teller} page={page} /> : null}
      </div>
    </Part>
  );
}

/** The companies as the graph has them: by slug, under the names of the time that the page is asked for. */
function graphOf({ t, asOf }: Teller, { company, ties }: CompanyPage) {
  const node = ({ slug, names }: Relative) => {
    const called = calledText(t, names, asOf) ?? { text: slug, lang: 'en' };
    return {
      id: slug,
      name: called,
      ...(slug === company.slug ? {} : { href: `/${t.lang}/record/companies/${slug}` }),
    };
  };
  const nodes = new Map(ties.flatMap(({ from, to }) => [from, to]).map((one) => [one.slug, node(one)]));
  return {
    nodes: [...nodes.values()],
    edges: ties.map((tie) => ({
      from: tie.from.slug,
      to: tie.to.slug,
      order: tie.date,
      kind: t(`record.bond.out.${tie.kind}`),
      when: whenOf(t, tie),
      standing: tie.standing,
    })),
    of: company.slug,
  };
}

const whenOf = (t: Teller['t'], { date }: Tie) => (date === null ? null : formatDate(t.lang, date));

function Owners({ teller, page }: { teller: Teller; page: CompanyPage }) {
  const { t, footnotes } = teller;
  const heads = {
    kind: t('record.owner.kind'),
    share: t('record.owner.share'),
    when: t('record.owner.when'),
  };
  return (
    <table class="stack">
      <caption class="label">{t('record.owner.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('record.owner.name')}</th>
          <th scope="col">{heads.kind}</th>
          <th scope="col">{heads.share}</th>
          <th scope="col">{heads.when}</th>
        </tr>
      </thead>
      <tbody>
        {page.owners.map((owner) => (
          <tr id={`owner-${owner.id}`}>
            <th scope="row">
              <OwnerName teller={teller} owner={owner} /> <FootnoteRefs t={t} numbers={footnotes(owner.id)} />
              {owner.note ? (
                <p class="label">
                  <FallbackText t={t} said={{ text: owner.note, lang: owner.lang }} mark={false} />
                </p>
              ) : null}
            </th>
            <td data-label={heads.kind}>
              {t(`record.owner.kind.${owner.kind}`)}
              {owner.office ? (
                <>
                  {': '}
                  <FallbackText t={t} said={{ text: owner.office, lang: owner.lang }} mark={false} />
                </>
              ) : null}
            </td>
            <td data-label={heads.share}>{shareText(t, owner.share)}</td>
            <td data-label={heads.when}>
              {whenText(t, owner, owner.mark)} {owner.mark ? <NameMark t={t} mark={owner.mark} /> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shareText(t: Teller['t'], share: { min: number; max: number } | null): string {
  if (share === null) return t('record.owner.share.unknown');
  if (share.min === share.max) return t('record.owner.share.exact', { share: String(share.min) });
  return t('record.owner.share.range', { min: String(share.min), max: String(share.max) });
}
