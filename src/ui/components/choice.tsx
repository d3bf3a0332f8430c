import type { Child } from 'hono/jsx';
import { type FieldBase, FieldError, wiring } from './field.tsx';

export interface ChoicesProps extends FieldBase {
  value?: string | undefined;
  options: readonly { value: string; text: Child }[];
}

/** One of a few: radio buttons under a legend. The first has the id `name`, so that an error can lead there. */
export function Choices(props: ChoicesProps) {
  const { t, name, label, hint, error, value, options, kind } = props;
  return (
    <fieldset
      class="field"
      role="radiogroup"
      data-invalid={error ? '' : undefined}
      data-kind={kind}
      {...wiring(props)}
    >
      <legend>{label}</legend>
      {hint ? (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      <FieldError t={t} name={name} error={error} />
      {options.map((option, index) => (
        <label class="choice">
          <input
            type="radio"
            id={index === 0 ? name : `${name}-${option.value}`}
            name={name}
            value={option.value}
            checked={option.value === value}
          />{' '}
          <span>{option.text}</span>
        </label>
      ))}
    </fieldset>
  );
}

export interface CheckProps extends FieldBase {
  checked?: boolean;
}

/** One yes or no. Never ticked beforehand where it asks for consent: the caller passes what the visitor sent. */
export function Check(props: CheckProps) {
  const { t, name, label, hint, error, checked, kind } = props;
  return (
    <div class="choice" data-invalid={error ? '' : undefined} data-kind={kind}>
      <input
        type="checkbox"
        id={name}
        name={name}
        value="yes"
        checked={checked ?? false}
        {...wiring(props)}
      />
      <div>
        <label for={name}>{label}</label>
        {hint ? (
          <p class="hint" id={`${name}-hint`}>
            {hint}
          </p>
        ) : null}
        <FieldError t={t} name={name} error={error} />
      </div>
    </div>
  );
}
