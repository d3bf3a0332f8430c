import type { MessageKey, Translator } from '../../foundation/i18n/translate.ts';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field, Select } from '../../ui/components/field.tsx';
import { categories, cleanupFlags } from './model.ts';

interface FormProps {
  t: Translator;
  action: string;
  typed: Record<string, unknown>;
  errors: Record<string, MessageKey>;
}

/** The conditions of a clean-up, what the public is told, and why. */
export function CleanupForm({ t, action, typed, errors }: FormProps) {
  const field = (name: string) => ({
    t,
    name,
    value: String(typed[name] ?? ''),
    error: errors[name] && t(errors[name]),
  });
  const day = { hint: t('desk.cleanup.day.hint'), dir: 'ltr', maxlength: 10, optional: true } as const;
  return (
    <form method="post" action={action} novalidate>
      <ErrorSummary
        t={t}
        errors={Object.entries(errors).map(([name, key]) => ({ field: name, text: t(key) }))}
      />
      <h2>{t('desk.cleanup.conditions')}</h2>
      <p>{t('desk.cleanup.conditions.text')}</p>
      <p>{t('desk.cleanup.not_possible')}</p>
      <Field
        {...field('domain')}
        label={t('desk.cleanup.domain')}
        hint={t('desk.cleanup.domain.hint')}
        dir="ltr"
        optional
      />
      <Field {...field('from')} label={t('desk.cleanup.from')} {...day} />
      <Field {...field('until')} label={t('desk.cleanup.until')} {...day} />
      <Field {...field('seconds')} label={t('desk.cleanup.seconds')} dir="ltr" optional />
      <Field {...field('burst')} label={t('desk.cleanup.burst')} dir="ltr" optional />
      <Field
        {...field('pattern')}
        label={t('desk.cleanup.pattern')}
        hint={t('desk.cleanup.pattern.hint')}
        dir="auto"
        maxlength={100}
        optional
      />
      <Select
        {...field('flag')}
        label={t('desk.cleanup.flag')}
        empty={t('desk.cleanup.any')}
        options={cleanupFlags.map((flag) => ({ value: flag, text: t(`desk.cleanup.flag.${flag}`) }))}
        optional
      />
      <Select
        {...field('kind')}
        label={t('desk.cleanup.kind')}
        empty={t('desk.cleanup.any')}
        options={(['organisation', 'person'] as const).map((kind) => ({
          value: kind,
          text: t(`signatories.kind.${kind}`),
        }))}
        optional
      />
      <Select
        {...field('category')}
        label={t('desk.cleanup.category')}
        options={categories.map((category) => ({
          value: category,
          text: t(`desk.cleanup.category.${category}`),
        }))}
      />
      <Field
        {...field('reason')}
        label={t('desk.cleanup.reason')}
        hint={t('desk.cleanup.reason.hint')}
        dir="auto"
        maxlength={500}
      />
      <p class="buttons">
        <button type="submit">{t('desk.cleanup.preview')}</button>
      </p>
    </form>
  );
}
