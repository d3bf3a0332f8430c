import { formatNumber } from '../../../foundation/i18n/numbers.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { dirOfText, langAttribute, type Said } from '../said.ts';
import { Standing, type StandingWord } from '../standing.tsx';
import { type Located, placeThings, radii } from './drawing/map/clusters.ts';
import { around, land, rivers } from './drawing/map/iraq.ts';
import { type DrawnCluster, drawMap } from './drawing/map/map-drawing.ts';
import { frame } from './drawing/map/projection.ts';
import { round, SvgText } from './svg-text.tsx';

/** An incident as a map and its list show it. */
export interface MapThing extends Located {
  /** Its page. */
  href: string;
  title: Said;
  standing: StandingWord;
  /** Where it was, in words: 'Nisour Square, Baghdad'. Null where nothing is known. */
  place: Said | null;
  /** The governorate, where the place is known no nearer than that. */
  area?: Said | undefined;
}

export interface IncidentMapProps {
  t: Translator;
  things: readonly MapThing[];
  /** Begins the ids of the places in the list; another one for each map of a page. */
  id?: string;
}

/**
 * A map of Iraq with a mark for each place, and beside it the list of all places with their incidents: those that the
 * map cannot show (somewhere in Iraq, outside it, place not known) stand in the list alone. A mark of one incident
 * leads to its page, a mark of several to their place in the list.
 */
export function IncidentMap({ t, things, id = 'map' }: IncidentMapProps) {
  if (things.length === 0) return null;
  const placed = placeThings(things);
  const { clusters, countries, places } = drawMap(t, placed.clusters);
  // The large rings first, so that they cover nothing.
  const marks = clusters
    .map((cluster, index) => ({ cluster, target: `#${id}-${index + 1}` }))
    .sort((a, b) => radii[b.cluster.precision] - radii[a.cluster.precision]);
  return (
    <div class="beside">
      <figure class="drawing map">
        <svg viewBox={`0 0 ${frame.width} ${frame.height}`} role="group" aria-labelledby={`${id}-caption`}>
          <g aria-hidden="true">
            <path class="around" d={around} />
            <path class="land" d={land} />
            <path class="river" d={rivers} />
            {countries.map(({ x, y, text }) => (
              <text class="country" x={x} y={y}>
                {text}
              </text>
            ))}
            {places.map(({ x, y, label }) => (
              <>
                <circle class="town" cx={round(x)} cy={round(y)} r="1.5" />
                <SvgText t={t} class="quiet" label={label} />
              </>
            ))}
          </g>
          {marks.map(({ cluster, target }) => (
            <Mark t={t} cluster={cluster} target={target} />
          ))}
        </svg>
        <ul class="legend">
          {(['exact', 'city', 'governorate'] as const).map((precision) => (
            <li>
              <svg class="key" data-precision={precision} viewBox="-20 -20 40 40" aria-hidden="true">
                <circle class="place" data-precision={precision} r={radii[precision]} />
              </svg>
              {t(`map.precision.${precision}`)}
            </li>
          ))}
        </ul>
        <figcaption class="label" id={`${id}-caption`}>
          {t('map.caption')}
        </figcaption>
      </figure>
      <ul class="places" aria-label={t('map.list')}>
        {clusters.map(({ name, things, precision }, index) => (
          <Place
            t={t}
            id={`${id}-${index + 1}`}
            name={name}
            note={t(`map.precision.${precision}`)}
            things={things}
          />
        ))}
        {(['countrywide', 'elsewhere', 'unplaced'] as const).map((where) =>
          placed[where].length > 0 ? (
            <Place t={t} name={{ text: t(`map.${where}`), lang: t.lang }} things={placed[where]} />
          ) : null,
        )}
      </ul>
    </div>
  );
}

function Mark({ t, cluster, target }: { t: Translator; cluster: DrawnCluster<MapThing>; target: string }) {
  const { x, y, name, things, precision, inside, label } = cluster;
  const [only] = things;
  const values = { place: name.text, precision: t(`map.precision.${precision}`) };
  const alone = things.length === 1 && only !== undefined;
  return (
    <a href={alone ? only.href : target}>
      <title>
        {alone
          ? t('map.mark.one', {
              ...values,
              title: only.title.text,
              standing: t(`standing.incident.${only.standing}`),
            })
          : t('map.mark', { ...values, n: things.length })}
      </title>
      <circle class="touch" cx={round(x)} cy={round(y)} r={Math.max(13.5, radii[precision])} />
      <circle class="place" data-precision={precision} cx={round(x)} cy={round(y)} r={radii[precision]} />
      {inside ? (
        <text class="count" data-precision={precision} x={round(x)} y={round(y + 4.5)}>
          {formatNumber(t.lang, things.length)}
        </text>
      ) : null}
      {label ? <SvgText t={t} label={label} /> : null}
    </a>
  );
}

interface PlaceProps {
  t: Translator;
  id?: string;
  name: Said;
  note?: string;
  things: readonly MapThing[];
}

/** More incidents than this are folded up. */
const open = 3;

function Place({ t, id, name, note, things }: PlaceProps) {
  const list = (
    <ul>
      {things.map(({ href, title, place, standing }) => (
        <li>
          <a href={href} lang={langAttribute(title.lang, t.lang)} dir={dirIfOther(title, t)}>
            {title.text}
          </a>{' '}
          <Standing t={t} standing={standing} of="incident" />
          {place !== null && place.text !== name.text ? (
            <span class="label">
              <bdi lang={langAttribute(place.lang, t.lang)}>{place.text}</bdi>
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
  return (
    <li id={id}>
      <b lang={langAttribute(name.lang, t.lang)}>
        <bdi>{name.text}</bdi>
      </b>{' '}
      <span class="label">
        {t('count.incidents', { n: things.length })}
        {note ? ` · ${note}` : ''}
      </span>
      {things.length > open ? (
        <details>
          <summary class="label">{t('map.all', { n: things.length })}</summary>
          {list}
        </details>
      ) : (
        list
      )}
    </li>
  );
}

function dirIfOther(said: Said, t: Translator): 'ltr' | 'rtl' | undefined {
  return said.lang === t.lang ? undefined : dirOfText(said.lang);
}
