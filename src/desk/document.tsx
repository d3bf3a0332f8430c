import type { PropsWithChildren } from 'hono/jsx';
import type { Translator } from '../foundation/i18n/translate.ts';

/** Addresses of the built files that a page of the desk links. */
export interface DeskAssets {
  css: string;
  deskCss: string;
  deskJs: string;
  icon?: string;
}

export interface DeskDocumentProps {
  t: Translator;
  title: string;
  assets: DeskAssets;
}

/** The HTML around every page of the desk, signed in or not. Its children stand in `body`. */
export function DeskDocument({ t, title, assets, children }: PropsWithChildren<DeskDocumentProps>) {
  return (
    <html lang={t.lang} dir={t.dir}>
      <head>
        <meta charset="utf-8" />
        <title>{`${title} · ${t('desk.title')}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f6f4ee" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#131618" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={assets.css} />
        <link rel="stylesheet" href={assets.deskCss} />
        <script type="module" src={assets.deskJs} />
        {assets.icon ? <link rel="icon" href={assets.icon} type="image/svg+xml" /> : null}
      </head>
      <body class="desk">
        <a class="skip" href="#main">
          {t('frame.skip')}
        </a>
        {children}
      </body>
    </html>
  );
}
