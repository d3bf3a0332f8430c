import { type FieldBase, FieldError, wiring } from './field.tsx';

export interface FileFieldProps extends FieldBase {
  /** SHA-256 of the file that is chosen; '' for none. */
  value: string;
  /** What can be chosen without a script: the newest files, and the chosen one whatever its age. */
  files: readonly { sha256: string; name: string }[];
}

/** A file of this site, chosen from the newest; others are found, and new ones added, under “Files and pictures”. */
export function FileField(props: FileFieldProps) {
  const { t, name, label, hint, error, value, files } = props;
  return (
    <div class="field" data-invalid={error ? '' : undefined} data-file-field="">
      <label for={name}>{label}</label>
      {hint ? (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      <FieldError t={t} name={name} error={error} />
      <select id={name} name={name} {...wiring(props)}>
        <option value="">{t('desk.files.choose.none')}</option>
        {files.map((file) => (
          <option value={file.sha256} selected={file.sha256 === value}>
            {file.name}
          </option>
        ))}
      </select>
      <p class="label">
        <a href="/desk/files">{t('desk.files.choose.more')}</a>
      </p>
    </div>
  );
}
