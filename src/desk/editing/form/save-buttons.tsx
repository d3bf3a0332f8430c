import type { Translator } from '../../../foundation/i18n/translate.ts';
import { Field } from '../../../ui/components/field.tsx';
import type { Typed } from './fields.ts';

/** What can be done with what was typed, and why it was. */
export function SaveButtons({ t, typed, mayPublish }: { t: Translator; typed: Typed; mayPublish: boolean }) {
  return (
    <>
      <Field
        t={t}
        name="why"
        label={t('desk.edit.why')}
        hint={t('desk.edit.why.hint')}
        optional
        value={typed.why}
        maxlength={200}
        dir="auto"
      />
      <div class="desk-foot">
        <button class="call" type="submit" name="intent" value="save">
          {t('desk.edit.save')}
        </button>
        {mayPublish ? (
          <button type="submit" name="intent" value="publish">
            {t('desk.edit.save_publish')}
          </button>
        ) : null}
        <button type="submit" name="intent" value="preview">
          {t('desk.edit.look')}
        </button>
      </div>
    </>
  );
}

/** The first button of a form is what Enter presses: it saves, where another stands before those at the foot. */
export function EnterSaves({ t }: { t: Translator }) {
  return (
    <button type="submit" name="intent" value="save" class="vh" tabindex={-1} aria-hidden="true">
      {t('desk.edit.save')}
    </button>
  );
}
