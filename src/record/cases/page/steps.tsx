import type { Child } from 'hono/jsx';
import type { Id } from '../../../foundation/database/id.ts';
import { Entries } from '../../../ui/components/entries.tsx';
import { FallbackText } from '../../../ui/components/fallback-text.tsx';
import { Part } from '../../../ui/components/part.tsx';
import { FootnoteRefs } from '../../../ui/components/sources.tsx';
import { Standing } from '../../../ui/components/standing.tsx';
import { StandingLegend } from '../../parts/standing.tsx';
import type { Teller } from '../../report/telling.ts';
import { ResponseList } from '../../responses/list.tsx';
import type { CompanyResponse } from '../../responses/model.ts';
import type { Redress, Stage } from '../model.ts';
import { Dated, redressText } from '../words.tsx';

/** The sources of a part of a case, where they are not just those of the case: then one line says so for all. */
function ownNotes({ footnotes }: Teller, caseId: Id, id: Id): readonly number[] {
  const [ofCase, ofPart] = [footnotes(caseId), footnotes(id)];
  const same = ofCase.length === ofPart.length && ofCase.every((n, index) => n === ofPart[index]);
  return same ? [] : ofPart;
}

function Leaning({ teller, caseId, ids }: { teller: Teller; caseId: Id; ids: readonly Id[] }) {
  const { t, footnotes } = teller;
  if (ids.every((id) => ownNotes(teller, caseId, id).length > 0)) return null;
  return (
    <p class="label">
      {t('record.case.same_sources')} <FootnoteRefs t={t} numbers={footnotes(caseId)} />
    </p>
  );
}

function Said({ teller, caseId, thing }: { teller: Teller; caseId: Id; thing: Stage | Redress }): Child {
  const { t } = teller;
  return (
    <FallbackText t={t} said={{ text: thing.what, lang: thing.lang }}>
      <FootnoteRefs t={t} numbers={ownNotes(teller, caseId, thing.id)} />
    </FallbackText>
  );
}

interface PartProps {
  teller: Teller;
  caseId: Id;
  /** What companies answered to the case or to a line of it. */
  responses: readonly CompanyResponse[];
}

/** What was answered to one line, beside it. */
function Answered(props: { teller: Teller; responses: PartProps['responses']; id: Id }) {
  const { t, footnotes } = props.teller;
  const answers = props.responses.filter(({ about }) => about === props.id);
  return <ResponseList t={t} responses={answers} footnotes={footnotes} />;
}

/** The case step by step, in time. */
export function StagesPart(props: PartProps & { stages: readonly Stage[] }) {
  const { teller, caseId, stages, responses } = props;
  const { t } = teller;
  return (
    <Part
      id="steps"
      title={t('record.case.steps')}
      margin={
        <>
          <Leaning teller={teller} caseId={caseId} ids={stages.map(({ id }) => id)} />
          {stages.length > 0 ? <StandingLegend t={t} of="case" alone /> : null}
        </>
      }
    >
      {stages.length === 0 ? (
        <p>{t('record.case.no_steps')}</p>
      ) : (
        <Entries
          items={stages.map((stage) => ({
            id: `step-${stage.id}`,
            label: <Dated t={t} date={stage.date} />,
            ...(stage.kind === 'other' ? {} : { title: t(`record.stage.${stage.kind}`) }),
            note: <Standing t={t} standing={stage.standing} of="case" />,
            text: <Said teller={teller} caseId={caseId} thing={stage} />,
            more: <Answered teller={teller} responses={responses} id={stage.id} />,
          }))}
        />
      )}
    </Part>
  );
}

/** What those who were harmed obtained. That nothing was found is said as that. */
export function RedressPart(props: PartProps & { redress: readonly Redress[] }) {
  const { teller, caseId, redress, responses } = props;
  const { t } = teller;
  return (
    <Part
      id="redress"
      title={t('record.case.redress')}
      note={t('record.case.redress.note')}
      margin={<Leaning teller={teller} caseId={caseId} ids={redress.map(({ id }) => id)} />}
    >
      {redress.length === 0 ? (
        <p>{t('record.case.no_redress')}</p>
      ) : (
        <Entries
          items={redress.map((one) => ({
            id: `redress-${one.id}`,
            label: <Dated t={t} date={one.date} />,
            title: redressText(t, one),
            note: <Standing t={t} standing={one.standing} />,
            text: <Said teller={teller} caseId={caseId} thing={one} />,
            more: <Answered teller={teller} responses={responses} id={one.id} />,
          }))}
        />
      )}
    </Part>
  );
}
