import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Translator } from '../../foundation/i18n/translate.ts';

/** What every kind of field has. */
export interface FieldBase {
  t: Translator;
  name: string;
  /** The control's id; its name where a page has one form of a kind. */
  id?: string | undefined;
  label: Child;
  hint?: Child;
  /** What is wrong, in words that say what to do. */
  error?: string | undefined;
  /** Says "optional" after the label ('unsaid': where all fields are, as in a filter); all others are required. */
  optional?: boolean | 'unsaid';
  /** Shown by the browser script only while this kind is chosen; without script always. */
  kind?: string;
}

export interface FieldProps extends FieldBase {
  type?: 'text' | 'email' | 'url' | 'search' | 'tel' | 'date' | 'password';
  value?: string | undefined;
  autocomplete?: string;
  /** 'ltr' for addresses; 'auto' for names, which may come in any script. */
  dir?: 'ltr' | 'rtl' | 'auto' | undefined;
  /** The language of what is typed, where it is not the page's. */
  lang?: string | undefined;
  maxlength?: number;
  inputmode?: 'numeric' | 'text';
  /** The id of a datalist that suggests. */
  list?: string | undefined;
}

/** One line of text, its label above, hint and error between, both read out with the field. */
export function Field(props: FieldProps) {
  return (
    <FieldFrame {...props}>
      <input
        id={props.id ?? props.name}
        name={props.name}
        type={props.type ?? 'text'}
        value={props.value}
        dir={props.dir}
        lang={props.lang}
        autocomplete={props.autocomplete}
        maxlength={props.maxlength}
        inputmode={props.inputmode}
        list={props.list}
        {...wiring(props)}
      />
    </FieldFrame>
  );
}

export interface SelectProps extends FieldBase {
  value?: string | undefined;
  options: readonly { value: string; text: string }[];
  /** What stands there while nothing is chosen; without it the first option is chosen. */
  empty?: string;
  autocomplete?: string;
}

/** A choice from a list. */
export function Select(props: SelectProps) {
  return (
    <FieldFrame {...props}>
      <select
        id={props.id ?? props.name}
        name={props.name}
        autocomplete={props.autocomplete}
        {...wiring(props)}
      >
        {props.empty === undefined ? null : <option value="">{props.empty}</option>}
        {props.options.map(({ value, text }) => (
          <option value={value} selected={value === props.value}>
            {text}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** @returns the attributes by which a control names its hint and its error, the error first. */
export function wiring(props: FieldBase) {
  const id = props.id ?? props.name;
  const ids = [props.error ? `${id}-error` : '', props.hint ? `${id}-hint` : ''].filter(Boolean);
  return {
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    'aria-invalid': props.error ? ('true' as const) : undefined,
    'aria-required': props.optional ? undefined : ('true' as const),
  };
}

/** A control with its label above, hint and error between. */
export function FieldFrame(props: PropsWithChildren<FieldBase>) {
  const { t, label, hint, error, optional, kind, children } = props;
  const id = props.id ?? props.name;
  return (
    <div class="field" data-invalid={error ? '' : undefined} data-kind={kind}>
      <label for={id}>
        {label} {optional === true ? <span class="optional">({t('form.optional')})</span> : null}
      </label>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <FieldError t={t} name={id} error={error} />
      {children}
    </div>
  );
}

/** What is wrong with a field; screen readers hear the word "error" first, for red is not heard. */
export function FieldError({ t, name, error }: { t: Translator; name: string; error?: string | undefined }) {
  if (!error) return null;
  return (
    <p class="error" id={`${name}-error`}>
      <span class="vh">{t('form.error')}</span>
      {error}
    </p>
  );
}

/** A field that people never see and simple robots fill in. The server drops what has it filled. */
export function Trap({ t, name }: { t: Translator; name: string }) {
  return (
    <div class="vh" aria-hidden="true">
      <label for={name}>{t('form.trap')}</label>
      <input id={name} name={name} type="text" tabindex={-1} autocomplete="off" />
    </div>
  );
}
