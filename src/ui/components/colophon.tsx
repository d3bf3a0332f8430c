import type { Child } from 'hono/jsx';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { MenuLink } from './said.ts';

export interface ColophonProps {
  t: Translator;
  site: string;
  /** One sentence under which the initiative stands. */
  line?: string | undefined;
  about: MenuLink;
  /** Contact, privacy and the like. */
  links: readonly MenuLink[];
  /** Feeds, data. */
  machines: readonly MenuLink[];
  /** A last line: what is not yet reviewed, who runs the site. */
  aside?: Child;
}

/** The foot of every page. */
export function Colophon({ t, site, line, about, links, machines, aside }: ColophonProps) {
  return (
    <footer class="colophon">
      <div class="wrap">
        <p class="brand">{site}</p>
        <div>
          {line ? <p>{line}</p> : null}
          <p>
            <a href={about.href}>{about.text}</a>
          </p>
        </div>
        <nav aria-label={t('frame.site')}>
          <LinkList links={links} />
        </nav>
        <div>
          <LinkList links={machines} />
          <p class="label">{t('frame.licence')}</p>
        </div>
        <p class="aside">
          {t('frame.nothing_leaves')} {aside}
        </p>
      </div>
    </footer>
  );
}

function LinkList({ links }: { links: readonly MenuLink[] }) {
  return (
    <ul>
      {links.map(({ href, text, current }) => (
        <li>
          <a href={href} aria-current={current}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  );
}
