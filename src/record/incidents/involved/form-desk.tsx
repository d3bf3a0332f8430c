import type { Typed } from '../../../desk/editing/form/fields.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { Select } from '../../../ui/components/field.tsx';
import { standings } from '../../model.ts';
import { TiedForm, type TiedFormState } from '../../parts/tied-form-desk.tsx';
import { involvementRoles } from '../model.ts';
import type { Involvement } from './model.ts';

export interface InvolvedFormProps extends TiedFormState {
  involved: readonly Involvement[];
}

/** The companies of an incident, each with its part and how surely; one more. */
export function InvolvedForm({ involved, ...state }: InvolvedFormProps) {
  const { t, typed } = state;
  return (
    <TiedForm
      {...state}
      words={{
        hint: t('desk.incidents.involved.hint'),
        waits: t('desk.incidents.involved.waits'),
        none: t('desk.incidents.involved.none'),
        add: t('desk.incidents.involved.add'),
      }}
      kind="company"
      rows={involved.map((one) => ({
        id: one.company_id,
        choices: <Choices t={t} typed={typed} suffix={`_${one.company_id}`} stands={one} />,
        said: `${t(`record.incident.role.${one.role}`)} · ${t(`standing.${one.standing}`)}`,
      }))}
      choices={<Choices t={t} typed={typed} suffix="" stands={{ role: 'involved', standing: 'alleged' }} />}
    />
  );
}

interface ChoicesProps {
  t: Translator;
  typed: Typed;
  suffix: string;
  stands: Pick<Involvement, 'role' | 'standing'>;
}

function Choices({ t, typed, suffix, stands }: ChoicesProps) {
  return (
    <>
      <Select
        t={t}
        name={`role${suffix}`}
        label={t('record.incident.role')}
        value={typed[`role${suffix}`] ?? stands.role}
        options={involvementRoles.map((value) => ({ value, text: t(`record.incident.role.${value}`) }))}
      />
      <Select
        t={t}
        name={`standing${suffix}`}
        label={t('standing.label')}
        value={typed[`standing${suffix}`] ?? stands.standing}
        options={standings.map((value) => ({ value, text: t(`standing.${value}`) }))}
      />
    </>
  );
}
