import type { Id } from '../../foundation/database/id.ts';
import { countryOptions } from '../../foundation/i18n/countries.ts';
import { languageNames, languages } from '../../foundation/i18n/lang.ts';
import { formatNumber } from '../../foundation/i18n/numbers.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { Field, Select } from '../../ui/components/field.tsx';
import type { LastDecision } from './decide-store.ts';
import {
  flags,
  listAddress,
  mailKinds,
  type QueueFilter,
  sorts,
  type Tab,
  tabs,
  writeFilter,
} from './filter.ts';
import { isPossible } from './model.ts';
import { comma, flagWord } from './words.ts';

const tabNames = Object.keys(tabs) as Tab[]; // the keys of the table of tabs

/** The states of signatures, each with how many there are. */
export function Tabs({
  t,
  filter,
  counts,
}: {
  t: Translator;
  filter: QueueFilter;
  counts: Record<Tab, number>;
}) {
  const shown = tabNames.filter((tab) => tab !== 'suspended' || counts.suspended > 0 || filter.tab === tab);
  return (
    <nav class="tabs" id="queue-tabs" aria-label={t('desk.queue.states')}>
      {shown.map((tab) => (
        <a
          href={listAddress(filter, { tab, after: null })}
          aria-current={tab === filter.tab ? 'page' : undefined}
        >
          {t(`desk.queue.tab.${tab}`)} <span>{formatNumber(t.lang, counts[tab])}</span>
        </a>
      ))}
    </nav>
  );
}

export interface QueueFiltersProps {
  t: Translator;
  filter: QueueFilter;
  campaigns: readonly { id: Id; name: string }[];
  narrowed: boolean;
}

/** Search and order stand open; the rest unfolds, and stays open while it filters. */
export function QueueFilters({ t, filter, campaigns, narrowed }: QueueFiltersProps) {
  const { campaign, country, kind, lang, flag, mail } = filter;
  const any = t('desk.queue.any');
  const deep = [campaign, country, kind, lang, flag, mail].some((value) => value !== null);
  const select = (
    name: 'campaign' | 'country' | 'kind' | 'lang' | 'flag' | 'mail',
    options: { value: string; text: string }[],
  ) => (
    <Select
      t={t}
      name={name}
      label={t(`desk.queue.filter.${name}`)}
      value={filter[name] ?? ''}
      empty={any}
      options={options}
      optional="unsaid"
    />
  );
  return (
    <form
      class="queue-filters"
      method="get"
      action="/desk/signatures"
      role="search"
      aria-label={t('desk.queue.filter')}
    >
      {filter.tab === 'check' ? null : <input type="hidden" name="tab" value={filter.tab} />}
      <Field
        t={t}
        name="q"
        type="search"
        label={t('desk.queue.filter.q')}
        value={filter.q}
        dir="auto"
        optional="unsaid"
        maxlength={100}
      />
      <Select
        t={t}
        name="sort"
        label={t('desk.queue.filter.sort')}
        value={filter.sort}
        options={sorts.map((value) => ({ value, text: t(`desk.queue.sort.${value}`) }))}
        optional="unsaid"
      />
      <div class="buttons">
        <button type="submit">{t('form.filter')}</button>
        {narrowed ? (
          <a class="button plain" href={listAddress({ ...clear, tab: filter.tab })}>
            {t('form.clear')}
          </a>
        ) : null}
      </div>
      <details open={deep}>
        <summary>{t('desk.queue.filter.more')}</summary>
        <div>
          {campaigns.length > 1
            ? select(
                'campaign',
                campaigns.map(({ id, name }) => ({ value: id, text: name })),
              )
            : null}
          {select(
            'country',
            countryOptions(t.lang).map(({ code, text }) => ({ value: code, text })),
          )}
          {select(
            'kind',
            (['organisation', 'person'] as const).map((value) => ({
              value,
              text: t(`desk.queue.kind.${value}`),
            })),
          )}
          {select(
            'lang',
            languages.map((value) => ({ value, text: languageNames[value] })),
          )}
          {select(
            'mail',
            mailKinds.map((value) => ({ value, text: t(`desk.queue.mail.${value}`) })),
          )}
          {select(
            'flag',
            flags.map((value) => ({ value, text: flagWord(t, value) })),
          )}
        </div>
      </details>
    </form>
  );
}

const clear: QueueFilter = {
  tab: 'check',
  q: '',
  campaign: null,
  country: null,
  kind: null,
  lang: null,
  flag: null,
  mail: null,
  sort: 'oldest',
  after: null,
};

/** The button that takes back what this person decided last, and says what that was. */
export function UndoLast({ t, last, back }: { t: Translator; last: LastDecision | null; back: string }) {
  return (
    <div id="queue-undo">
      {last === null ? null : (
        <form method="post" action="/desk/signatures/undo">
          <input type="hidden" name="back" value={back} />
          <input type="hidden" name={last.batch ? 'batch' : 'event'} value={last.batch ?? last.eventId} />
          <button type="submit" data-undo="">
            <span>
              {t('desk.queue.undo_last')}{' '}
              {last.size > 1 ? (
                t('desk.queue.undo_many', { n: last.size })
              ) : (
                <>
                  {t(`desk.queue.state.${last.becomes}`)}
                  {comma(t)}
                  <bdi>{last.name ?? t('desk.queue.person')}</bdi>
                </>
              )}
              {last.mailed > 0 ? ` (${t('desk.queue.undo_mailed', { n: last.mailed })})` : null}
            </span>
          </button>
        </form>
      )}
    </div>
  );
}

export interface ChosenFootProps {
  t: Translator;
  filter: QueueFilter;
  /** How many the filter finds, written. */
  found: string;
  /** Whether there is more than one: without a script nothing else chooses a whole page. */
  many: boolean;
}

/** What can be done to the chosen rows, and to all that the filter finds. */
export function ChosenFoot({ t, filter, found, many }: ChosenFootProps) {
  const can = (decision: 'list' | 'reject') => tabs[filter.tab].some((state) => isPossible(decision, state));
  if (!can('list') && !can('reject')) return null;
  return (
    <div class="desk-foot">
      {can('list') ? (
        <button type="submit" name="chosen" value="list">
          {t('desk.queue.chosen.list')}
        </button>
      ) : null}
      {can('reject') ? (
        <>
          <button type="submit" formmethod="get" formaction="/desk/signatures/reject">
            {t('desk.queue.chosen.reject')}
          </button>
          <button type="submit" class="plain" formmethod="get" formaction="/desk/signatures/merge">
            {t('desk.queue.chosen.merge')}
          </button>
        </>
      ) : null}
      {many ? (
        <a
          class="button plain"
          href={`/desk/signatures/bulk?${new URLSearchParams({ back: writeFilter(filter, { after: null }) })}`}
        >
          {t('desk.queue.all', { n: found })}
        </a>
      ) : null}
      <p class="label keys">
        <kbd>J</kbd> <kbd>K</kbd> {t('desk.queue.keys.move')} <kbd>L</kbd> {t('desk.queue.keys.list')}{' '}
        <kbd>R</kbd> {t('desk.queue.keys.reject')} <kbd>U</kbd> {t('desk.queue.keys.undo')} <kbd>X</kbd>{' '}
        {t('desk.queue.keys.choose')} <kbd>?</kbd> {t('desk.queue.keys.help')}
      </p>
    </div>
  );
}

/** The keys, for those who have a script; closed until they ask. */
export function KeysHelp({ t }: { t: Translator }) {
  const keys = [
    ['J', 'K', t('desk.queue.keys.move')],
    ['L', '', t('desk.queue.keys.list')],
    ['R', '', t('desk.queue.keys.reject')],
    ['U', '', t('desk.queue.keys.undo')],
    ['X', '', t('desk.queue.keys.choose')],
    ['Enter', '', t('desk.queue.help.enter')],
  ] as const;
  return (
    <dialog id="queue-help" aria-labelledby="queue-help-title">
      <form method="dialog">
        <h2 id="queue-help-title">{t('desk.queue.help')}</h2>
        <dl class="keys-list">
          {keys.map(([key, other, does]) => (
            <div>
              <dt>
                <kbd>{key}</kbd> {other ? <kbd>{other}</kbd> : null}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <p class="label">{t('desk.queue.help.stand')}</p>
        <label class="choice">
          <input type="checkbox" data-keys-on="" checked /> <span>{t('desk.queue.help.on')}</span>
        </label>
        <p class="buttons">
          <button type="submit">{t('desk.queue.help.close')}</button>
        </p>
      </form>
    </dialog>
  );
}
