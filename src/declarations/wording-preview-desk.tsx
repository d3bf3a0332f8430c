import { dirOf, type Lang } from '../foundation/i18n/lang.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import { ArticleList } from '../ui/components/article-list.tsx';
import { WordsDiff } from '../ui/components/words-diff.tsx';
import { canonicalText, hashOf, type WordingText } from './model.ts';

export interface WordingPreviewProps {
  t: Translator;
  text: WordingText;
  /** What stands in this language now; null where nothing does. */
  standing: WordingText | null;
  bound: { campaign: string; version: number; lang: Lang; erratum: number };
}

/** A text before it is kept: what changes, how the public page shows it, and what will be hashed. */
export function WordingPreview({ t, text, standing, bound }: WordingPreviewProps) {
  const { lang } = bound;
  const canonical = canonicalText(text, bound);
  return (
    <section class="desk-rendered" aria-label={t('desk.edit.look')}>
      {standing ? (
        <>
          <h2>{t('desk.declaration.changes')}</h2>
          <WordsDiff was={plain(standing)} is={plain(text)} lang={lang} />
        </>
      ) : null}
      <h2>{t('desk.edit.look.title')}</h2>
      <ShownWording t={t} text={text} lang={lang} level="h3" />
      <h2>{t('desk.declaration.canonical')}</h2>
      <p class="hint">{t('desk.declaration.canonical.hint')}</p>
      <pre class="desk-canonical" lang={lang} dir={dirOf(lang)} tabindex={0}>
        {canonical}
      </pre>
      <p class="label">
        SHA-256{' '}
        <bdi lang="en" dir="ltr" class="sum">
          {hashOf(canonical).toString('hex')}
        </bdi>
      </p>
    </section>
  );
}

/** The text as the public page shows it. */
export function ShownWording({
  t,
  text,
  lang,
  level,
}: {
  t: Translator;
  text: WordingText;
  lang: Lang;
  level: 'h2' | 'h3';
}) {
  return (
    <div lang={lang} dir={dirOf(lang)}>
      <p>
        <b>{text.title}</b>
      </p>
      <p class="lead">{text.preamble}</p>
      <ArticleList
        level={level}
        articles={text.articles.map((article) => ({
          ...article,
          label: t('declaration.article', { n: article.number }),
        }))}
      />
      <p class="lead">{text.closing}</p>
    </div>
  );
}

/** All words of a text in their order, for a comparison. */
function plain({ title, preamble, articles, closing }: WordingText): string {
  const numbered = articles.map((article) => `${article.number}. ${article.title}\n${article.text}`);
  return [title, preamble, ...numbered, closing].join('\n\n');
}
