import type { Translator } from '../../../foundation/i18n/translate.ts';
import { Select } from '../../../ui/components/field.tsx';
import { TiedForm, type TiedFormState } from '../../parts/tied-form-desk.tsx';
import { partyRoles } from '../model.ts';
import type { Tie, TiedKind } from './model.ts';

export interface TiesFormProps extends TiedFormState {
  kind: TiedKind;
  /** What is suggested while typing. */
  suggest: 'company' | 'incident';
  ties: readonly Tie[];
}

/** What a case is tied to, each company with what it is in the case; one more. */
export function TiesForm({ kind, suggest, ties, ...state }: TiesFormProps) {
  const { t, typed } = state;
  return (
    <TiedForm
      {...state}
      words={{
        hint: t(`desk.cases.tied.${kind}.hint`),
        waits: t('desk.cases.tied.waits'),
        none: t(`desk.cases.tied.${kind}.none`),
        add: t(`desk.cases.tied.${kind}.add`),
      }}
      kind={suggest}
      rows={ties.map(({ id, role }) => ({
        id,
        choices:
          role === null ? null : <Role t={t} name={`role_${id}`} value={typed[`role_${id}`] ?? role} />,
        said: role === null ? null : t(`record.party.${role}`),
      }))}
      choices={kind === 'companies' ? <Role t={t} name="role" value={typed.role ?? 'defendant'} /> : null}
    />
  );
}

function Role({ t, name, value }: { t: Translator; name: string; value: string }) {
  return (
    <Select
      t={t}
      name={name}
      label={t('desk.cases.tied.role')}
      value={value}
      options={partyRoles.map((one) => ({ value: one, text: t(`record.party.${one}`) }))}
    />
  );
}
