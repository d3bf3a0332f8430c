import { countryName } from '../../../../../foundation/i18n/countries.ts';
import { formatNumber } from '../../../../../foundation/i18n/numbers.ts';
import type { Translator } from '../../../../../foundation/i18n/translate.ts';
import type { Said } from '../../../said.ts';
import type { DrawnText } from '../../svg-text.tsx';
import { type Box, boxAround, type Point } from '../boxes.ts';
import { textWidth } from '../text-width.ts';
import { type Cluster, radii } from './clusters.ts';
import { placeLabels, type Wanted } from './labels.ts';
import { neighbours, type Town, towns } from './places.ts';
import { frame } from './projection.ts';

/** A text with the room that it takes. */
type DrawnLabel = DrawnText & { box: Box };

/** A mark with its name and, where there is room, its label. */
export interface DrawnCluster<T> extends Cluster<T> {
  name: Said;
  /** Whether the number of its things stands in the mark. */
  inside: boolean;
  label: DrawnLabel | null;
}

export interface MapDrawing<T> {
  /** In the order given. */
  clusters: DrawnCluster<T>[];
  /** The names of the neighbours. */
  countries: (Point & { text: string; box: Box })[];
  /** Towns without a mark, for orientation. */
  places: (Point & { label: DrawnLabel })[];
}

interface Named {
  place: Said | null;
  area?: Said | undefined;
}

const size = 14;
const quiet = 13;
const country = 12;
/** A longer name is cut at the end of a word; the list has all of it. */
const longest = 20;
const shortest = 14;
/** A mark this near to a town bears its name. About 17 km. */
const near = 7;

/** Names the marks and finds room for their labels, then for the towns in between. */
export function drawMap<T extends Named>(t: Translator, clusters: readonly Cluster<T>[]): MapDrawing<T> {
  const countries = Object.entries(neighbours).map(([code, at]) =>
    countryLabel(countryName(t.lang, code), at),
  );
  const named = clusters.map((cluster) => ({ ...cluster, ...nameOf(t, cluster) }));
  const marks = named.map((cluster) => {
    const number = formatNumber(t.lang, cluster.things.length);
    const r = radii[cluster.precision];
    const inside = cluster.things.length > 1 && textWidth(number, 13) <= 2 * r;
    const texts = [longest, shortest].map((most) => {
      const short = shortened(cluster.name.text, most);
      return cluster.things.length > 1 && !inside ? `${short} (${number})`.trim() : short;
    });
    const wanted: Wanted = {
      ...{ x: cluster.x, y: cluster.y, texts, size, clear: r },
      crosses: true,
      ring: isRing(cluster),
    };
    return { cluster, inside, wanted };
  });
  const free = (Object.keys(towns) as Town[]).filter(
    (town) => !named.some((cluster) => cluster.town === town || cluster.name.text === t(`map.town.${town}`)),
  );
  const wanted: Wanted[] = [
    ...marks.map((mark) => mark.wanted),
    ...free.map((town) => ({
      ...towns[town],
      texts: [t(`map.town.${town}`)],
      size: quiet,
      clear: 2,
      crosses: false,
      ring: false,
    })),
  ];
  const obstacles = [
    ...countries.map(({ box }) => box),
    ...clusters.filter((cluster) => !isRing(cluster)).map(boxOf),
    ...free.map((town) => boxAround(towns[town], 2)),
  ];
  const found = placeLabels(wanted, obstacles, clusters.filter(isRing).map(boxOf), frame);
  return {
    countries,
    clusters: marks.map(({ cluster, inside }, index) => {
      const at = found[index];
      const label = at && at.text !== '' ? { ...at, lang: cluster.name.lang } : null;
      return { ...cluster, inside, label };
    }),
    places: free.flatMap((town, index) => {
      const at = found[marks.length + index];
      return at ? [{ ...towns[town], label: { ...at, lang: t.lang as string } }] : [];
    }),
  };
}

function isRing({ precision }: Pick<Cluster<unknown>, 'precision'>): boolean {
  return precision === 'governorate';
}

function boxOf(cluster: Cluster<unknown>): Box {
  return boxAround(cluster, radii[cluster.precision]);
}

/** @returns a name of at most so many letters, cut after a word; '' where its first word is longer. */
function shortened(name: string, most: number): string {
  if ([...name].length <= most) return name;
  const end = [...name].slice(0, most).join('').lastIndexOf(' ');
  return end <= 0 ? '' : `${name.slice(0, end)}…`;
}

function countryLabel(text: string, { x, y }: Point) {
  const width = textWidth(text, country);
  return { x, y, text, box: { x: x - width / 2, y: y - country * 0.9, width, height: country * 1.2 } };
}

function nameOf<T extends Named>(t: Translator, cluster: Cluster<T>): { name: Said; town: Town | null } {
  const ring = cluster.precision === 'governorate';
  const town = (Object.keys(towns) as Town[]).find(
    (key) => Math.hypot(towns[key].x - cluster.x, towns[key].y - cluster.y) < near,
  );
  if (town !== undefined && !ring) return { name: { text: t(`map.town.${town}`), lang: t.lang }, town };
  const names = cluster.things.map(({ place, area }) => (ring ? (area ?? place) : place));
  const name = names.find((said) => said?.lang === t.lang) ?? names.find((said) => said !== null);
  return { name: name ?? { text: t('map.unplaced'), lang: t.lang }, town: null };
}
