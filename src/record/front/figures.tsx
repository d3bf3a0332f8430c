import type { Child } from 'hono/jsx';
import { formatNumber } from '../../foundation/i18n/numbers.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { buyerKinds } from '../contracts/model.ts';
import {
  type FigurePart,
  type KilledOf,
  type KillingsByCompanies,
  listOfFigure,
} from '../incidents/figures.ts';
import { figureText } from '../incidents/words.ts';
import type { FigureName, FrontFigure } from './model.ts';

/** The figures that matter, each a way to the list that it counts. */
export function FrontFigures(props: {
  t: Translator;
  killed: KillingsByCompanies;
  figures: readonly FrontFigure[];
}) {
  const { t, killed, figures } = props;
  const shown = figures.filter(({ name }) => !name.startsWith('buyer-'));
  return (
    <dl class="sums">
      <Killed t={t} killed={killed} />
      {shown.map((figure) => (
        <div id={`figure-${figure.name}`}>
          <dt id={`said-${figure.name}`}>
            {t(`record.figure.${figure.name as Exclude<FigureName, `buyer-${string}`>}`)}
            {figure.disputed ? `: ${t('record.figure.cases.disputed', { n: figure.disputed })}` : null}
          </dt>
          <dd>
            <Value t={t} figure={figure} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A number that leads to its list, heard with what it counts; a count of none in words; what nobody has researched as that. */
function Value({ t, figure: { name, n, path } }: { t: Translator; figure: FrontFigure }) {
  if (n === null || path === null) return <span class="unsaid">{t('record.figure.not_researched')}</span>;
  const text = n === 0 ? t('record.figure.none') : formatNumber(t.lang, n);
  return (
    <a
      id={`count-${name}`}
      aria-labelledby={`count-${name} said-${name}`}
      href={`/${t.lang}${path}`}
      class={n === 0 ? 'unsaid' : undefined}
    >
      {text}
    </a>
  );
}

/** People killed by companies' own staff, from least to greatest; beside it what is unknown and what is only alleged. */
function Killed({ t, killed }: { t: Translator; killed: KillingsByCompanies }) {
  const { incidents, of, disputed, unknown, alleged, min, max } = killed;
  const list = (part: FigurePart, text: string, n: number): Child =>
    n === 0 ? null : (
      <>
        {' '}
        <a href={`/${t.lang}${listOfFigure(part)}`} id={`figure-${part}`}>
          {text}
        </a>
      </>
    );
  const nothing = incidents === 0 && unknown === 0;
  return (
    <div class="first">
      <dt>
        <span id="said-killed">{t('record.figure.killed')}</span>
        {list('killed', t('record.figure.killed.in', { n: incidents }), incidents)}
        {of.length === 0 ? null : (
          <>
            {' '}
            {t('record.figure.killed.of')}{' '}
            {of.map((group, index) => (
              <>
                {index === 0 ? null : ' · '}
                <Group t={t} group={group} />
              </>
            ))}
            .
          </>
        )}
        {disputed.incidents === 0 ? null : (
          <>
            {' '}
            <a href={`/${t.lang}${listOfFigure('killed')}&standing=disputed`}>
              {t('record.figure.killed.disputed', { n: disputed.incidents, killed: figureText(t, disputed) })}
            </a>
          </>
        )}
        {list('unknown', t('record.figure.killed.unknown', { n: unknown }), unknown)}
        {list(
          'alleged',
          t('record.figure.killed.alleged', { n: alleged.incidents, unknown: alleged.unknown }),
          alleged.incidents,
        )}
      </dt>
      <dd>
        {nothing ? (
          <span class="unsaid">{t('record.figure.not_researched')}</span>
        ) : (
          <a
            id="count-killed"
            aria-labelledby="count-killed said-killed"
            href={`/${t.lang}${listOfFigure(incidents === 0 ? 'unknown' : 'killed')}`}
          >
            {figureText(t, incidents === 0 ? null : { min, max })}
          </a>
        )}
      </dd>
    </div>
  );
}

/** How many of one group, which leads to the incidents; of several at once no list is one group's. */
function Group({ t, group: { who, min, max } }: { t: Translator; group: KilledOf }) {
  const text = t('record.figure.killed.group', {
    who: t(who === null ? 'record.figure.killed.several' : `report.harmed.${who}`),
    n: figureText(t, { min, max }),
  });
  return who === null ? <span>{text}</span> : <a href={`/${t.lang}${listOfFigure('killed', who)}`}>{text}</a>;
}

/** Contracts by what their buyer is: a kind without one was not researched, and never reads as none. */
export function BuyersByKind({ t, figures }: { t: Translator; figures: readonly FrontFigure[] }) {
  return (
    <table class="buyers">
      <caption class="vh">{t('record.front.buyers')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('record.front.buyer')}</th>
          <th scope="col" class="figure">
            {t('record.front.contracts')}
          </th>
        </tr>
      </thead>
      <tbody>
        {buyerKinds.map((kind) => {
          const figure = figures.find(({ name }) => name === `buyer-${kind}`);
          return figure === undefined ? null : (
            <tr id={`figure-${figure.name}`}>
              <th scope="row" id={`said-${figure.name}`}>
                {t(`record.buyer.kind.${kind}`)}
              </th>
              <td class="figure">
                <Value t={t} figure={figure} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
