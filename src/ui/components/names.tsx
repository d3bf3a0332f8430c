import type { Translator } from '../../foundation/i18n/translate.ts';
import { langAttribute } from './said.ts';

/** A name and the language it is written in. */
export interface Name {
  name: string;
  lang: string;
  /** What is known of its end, where a model says so: a name whose end is unknown is the last known, not the present one. */
  endIs?: 'known' | 'past' | 'ongoing' | 'unknown';
}

export interface NamesProps {
  t: Translator;
  /** Names that the record says have ended, oldest first. Whether one has is a rule of the model, not of the page. */
  former: readonly Name[];
  /** The name that stands; null where none is known to stand. */
  current: Name | null;
  /** Makes the whole a link. */
  href?: string | undefined;
  /** The page is of a time in the past: the name that stands is the one borne then. */
  then?: boolean;
  /** The element around the names; a link where `href` is given, whatever this says. */
  as?: 'span' | 'h1' | 'h2' | 'h3';
  id?: string;
}

/**
 * The struck-out names before the one that stands. Strikes are text decoration (they survive print and forced colours);
 * to those who hear the page each struck name says that it is a former one.
 */
export function Names({ t, former, current, then = false, href, as = 'span', id }: NamesProps) {
  const inner = (
    <>
      {former.map((name) => (
        <>
          <s>
            <span class="vh">{t('names.former')}</span>
            <Isolated t={t} name={name} />
          </s>{' '}
        </>
      ))}
      {current ? (
        <b>
          {former.length > 0 ? <span class="vh">{t(standingWord(current, then))}</span> : null}
          <Isolated t={t} name={current} />
        </b>
      ) : null}
    </>
  );
  if (href) {
    return (
      <a class="names" href={href} id={id}>
        {inner}
      </a>
    );
  }
  const Tag = as;
  return (
    <Tag class="names" id={id}>
      {inner}
    </Tag>
  );
}

function standingWord({ endIs }: Name, then: boolean) {
  if (then) return 'names.then';
  return endIs !== undefined && endIs !== 'ongoing' ? 'names.last_known' : 'names.present';
}

/** A name that cannot change the order of the line it stands in. */
function Isolated({ t, name }: { t: Translator; name: Name }) {
  return <bdi lang={langAttribute(name.lang, t.lang)}>{name.name}</bdi>;
}
