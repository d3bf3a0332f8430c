import type { Child } from 'hono/jsx';

export interface Article {
  number: number;
  /** "Article 3", in the language of the page. */
  label: string;
  title?: string | undefined;
  text: Child;
}

/** The articles of a declaration, numbered in the margin; each has a permanent place, `#article-3`. */
export function ArticleList({
  articles,
  level = 'h3',
}: {
  articles: readonly Article[];
  level?: 'h2' | 'h3';
}) {
  const Tag = level;
  return (
    <ol class="articles">
      {articles.map(({ number, label, title, text }) => (
        <li id={`article-${number}`}>
          <p class="label">{label}</p>
          {title ? <Tag>{title}</Tag> : null}
          <p>{text}</p>
        </li>
      ))}
    </ol>
  );
}
