import { type FieldBase, FieldFrame, wiring } from './field.tsx';

export interface TextAreaProps extends FieldBase {
  value?: string | undefined;
  rows?: number;
  maxlength?: number;
  /** The language of what is typed, where it is not the page's. */
  lang?: string | undefined;
  dir?: 'ltr' | 'rtl' | 'auto' | undefined;
  /** Markdown: the browser script of the desk makes an editor of it. */
  rich?: boolean;
}

/** Several lines of text, label above. */
export function TextArea(props: TextAreaProps) {
  return (
    <FieldFrame {...props}>
      <textarea
        id={props.name}
        name={props.name}
        rows={props.rows ?? 4}
        maxlength={props.maxlength}
        lang={props.lang}
        dir={props.dir}
        data-rich={props.rich ? '' : undefined}
        {...wiring(props)}
      >
        {/* A browser drops one line break at the start of a text area. */}
        {`\n${props.value ?? ''}`}
      </textarea>
    </FieldFrame>
  );
}
