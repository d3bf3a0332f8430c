import type { Child } from 'hono/jsx';
import { DeskDocument } from './document.tsx';
import type { DeskContext } from './model.ts';

/** A page for those who are not signed in, or whose address holds a token. */
export interface AloneView {
  title: string;
  lead?: Child;
  body: Child;
  status?: 200 | 400 | 410 | 422 | 429;
  /** The same page in the other language of the desk; null where the person has chosen already. */
  otherLang?: string | null;
}

const others = { en: { lang: 'ar', name: 'العربية' }, ar: { lang: 'en', name: 'English' } } as const;

/** @returns a page of the desk without its menu. */
export async function alonePage(c: DeskContext, view: AloneView): Promise<Response> {
  const { t, assets, lang } = c.var;
  const other = others[lang];
  const html = (
    <DeskDocument t={t} title={view.title} assets={assets}>
      <div class="wrap">
        <main id="main" class="desk-alone">
          <p class="label">
            {t('desk.title')}
            {view.otherLang ? (
              <>
                {' · '}
                <a href={view.otherLang} lang={other.lang} hreflang={other.lang}>
                  {other.name}
                </a>
              </>
            ) : null}
          </p>
          <h1>{view.title}</h1>
          {view.lead ? <p class="lead">{view.lead}</p> : null}
          {view.body}
        </main>
      </div>
    </DeskDocument>
  );
  return c.html(`<!DOCTYPE html>${await html}`, view.status ?? 200);
}

/** The language that the other-language link of a page leads to. */
export function otherLangOf(c: DeskContext): 'ar' | 'en' {
  return others[c.var.lang].lang;
}
