import type { Typed } from '../../desk/editing/form/fields.ts';
import type { Editable } from '../../desk/editing/model.ts';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { formatInstant, formatMoment } from '../../foundation/i18n/dates.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { may } from '../../staff/model.ts';
import { DescriptionList } from '../../ui/components/description-list.tsx';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field, Select } from '../../ui/components/field.tsx';
import type { ProposalContact } from './model.ts';
import { ProposalText } from './proposal-text-desk.tsx';
import type { Proposal } from './store.ts';

const path = '/desk/proposals';

export interface ProposalPageData {
  proposal: Proposal;
  contact: ProposalContact | null;
  editables: readonly Editable[];
  wrong: { field: string; key: MessageKey } | null;
  typed: Typed;
}

/** @returns the page of one proposal: what it says, who sent it, and the decision. */
export function proposalPage(c: DeskContext, data: ProposalPageData): Promise<Response> {
  const { t, lang } = c.var;
  const { proposal, contact, wrong } = data;
  const decided = proposal.state !== 'waiting';
  return deskPage(c, {
    title: t('desk.proposals.one', { reference: proposal.reference }),
    label: `${t(`desk.proposals.wants.${proposal.wants}`)} · ${formatInstant(lang, proposal.madeAt)}`,
    at: 'proposals',
    crumbs: [{ href: path, text: t('desk.menu.proposals') }],
    status: wrong ? 422 : 200,
    body: (
      <>
        <ErrorSummary t={t} errors={wrong ? [{ field: wrong.field, text: t(wrong.key) }] : []} />
        <AboutThing c={c} data={data} />
        <ProposalText t={t} proposal={proposal} />
        <DescriptionList
          facts={[
            { term: t('record.propose.name'), value: contact?.name && <bdi>{contact.name}</bdi> },
            {
              term: t('record.propose.organisation'),
              value: contact?.organisation && <bdi>{contact.organisation}</bdi>,
            },
            { term: t('sign.email'), value: contact?.email && <bdi dir="ltr">{contact.email}</bdi> },
            {
              term: t('desk.proposals.decided'),
              value: proposal.decidedAt
                ? `${t(`desk.proposals.state.${proposal.state}`)} · ${formatMoment(lang, proposal.decidedAt)}`
                : null,
            },
            { term: t('desk.register.reason'), value: proposal.reason && <bdi>{proposal.reason}</bdi> },
          ]}
        />
        {contact === null ? <p class="hint">{t('desk.proposals.anonymous')}</p> : null}
        <div id="decision" tabindex={-1}>
          {decided ? <Result c={c} data={data} /> : <Decide c={c} data={data} />}
        </div>
      </>
    ),
  });
}

function AboutThing({ c, data: { proposal, editables } }: { c: DeskContext; data: ProposalPageData }) {
  const { t } = c.var;
  if (proposal.about === null) return <p class="hint">{t('desk.proposals.about.none')}</p>;
  const editable = editables.find(({ kind }) => kind === proposal.kind);
  const title = <bdi>{proposal.title || (proposal.kind ? t(`desk.kind.${proposal.kind}`) : '')}</bdi>;
  return (
    <p>
      {t('record.propose.about')}{' '}
      {editable ? <a href={`${editable.path}/${proposal.about}`}>{title}</a> : title}
    </p>
  );
}

/** Where a proposal that was taken went. */
function Result({ c, data: { proposal, editables } }: { c: DeskContext; data: ProposalPageData }) {
  const editable = editables.find(({ kind }) => kind === proposal.resultKind);
  return editable && proposal.result ? (
    <p class="more">
      <a href={`${editable.path}/${proposal.result}?proposal=${proposal.id}`}>
        {c.var.t('desk.proposals.result')}
      </a>
    </p>
  ) : null;
}

/** Take it into the form of what it is about, into an answer, into something new; or decline it. */
function Decide({ c, data }: { c: DeskContext; data: ProposalPageData }) {
  const { t, member } = c.var;
  const { proposal, editables, wrong, typed } = data;
  const at = `${path}/${proposal.id}`;
  const error = (name: string) => (wrong?.field === name ? t(wrong.key) : undefined);
  const known =
    proposal.about !== null && editables.some(({ kind, claim }) => claim && kind === proposal.kind);
  const growing = editables.filter(({ claim, growing: grows }) => claim && grows);
  const answers = editables.some(({ kind }) => kind === 'response');
  return (
    <>
      {may(member, 'record.edit', null) ? (
        <section class="desk-part">
          <h2>{t('desk.proposals.take')}</h2>
          <p class="hint">{t('desk.proposals.take.hint')}</p>
          {known ? (
            <form method="post" action={`${at}/take`}>
              <button class="call" type="submit" name="as" value="edit">
                {t('desk.proposals.take.edit')}
              </button>
            </form>
          ) : null}
          {answers ? (
            <form method="post" action={`${at}/take`} class="desk-form">
              <Field
                t={t}
                name="company"
                label={t('desk.proposals.company')}
                hint={t(
                  proposal.kind === 'company' ? 'desk.proposals.company.known' : 'desk.field.thing.hint',
                )}
                error={error('company')}
                value={typed.company}
                optional={proposal.kind === 'company'}
                dir="auto"
                maxlength={300}
              />
              <button type="submit" name="as" value="answer">
                {t('desk.proposals.take.answer')}
              </button>
            </form>
          ) : null}
          <form method="post" action={`${at}/take`} class="desk-form">
            <Select
              t={t}
              name="kind"
              label={t('desk.proposals.kind')}
              error={error('kind')}
              value={typed.kind ?? proposal.kind ?? undefined}
              options={growing.map(({ kind, words }) => ({ value: kind, text: t(words.one) }))}
            />
            <button type="submit" name="as" value="new">
              {t('desk.proposals.take.new')}
            </button>
          </form>
        </section>
      ) : null}
      <section class="desk-part">
        <h2>{t('desk.proposals.decline')}</h2>
        <form method="post" action={`${at}/decline`} class="desk-form">
          <Field
            t={t}
            name="reason"
            label={t('desk.register.reason')}
            hint={t('desk.proposals.decline.hint')}
            error={error('reason')}
            value={typed.reason}
            maxlength={500}
            dir="auto"
          />
          <button type="submit">{t('desk.proposals.decline')}</button>
        </form>
      </section>
    </>
  );
}
