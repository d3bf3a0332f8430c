import { worldFrame } from './drawing/world/projection.ts';
import { allLand, countries } from './drawing/world/world.ts';

/** A country with its sign: `unknown` is drawn, but as what nobody has looked at. */
export interface CountryMark {
  /** ISO 3166-1 alpha-2. What is no country of the map is left out of it: whoever draws it says it in words as well. */
  code: string;
  sign: 'as-asked' | 'in-part' | 'against' | 'unknown';
}

export interface WorldMapProps {
  marks: readonly CountryMark[];
  /** Of the outline of all land, which stands once in a page: the map that draws it, or one that takes it from there. */
  land: { draws: string } | { takes: string };
}

/** A map of the world with countries marked. It is for the eyes only: a list beside it says the same. */
export function WorldMap({ marks, land }: WorldMapProps) {
  return (
    <svg viewBox={`0 0 ${worldFrame.width} ${worldFrame.height}`} aria-hidden="true">
      {'draws' in land ? <path id={land.draws} class="land" d={allLand} /> : <use href={`#${land.takes}`} />}
      {marks.map(({ code, sign }) => {
        const country = countries[code];
        if (!country) return null;
        return country.outline === '' ? (
          <circle class="answered" data-meets={sign} cx={country.x} cy={country.y} r="2.6" />
        ) : (
          <path class="answered" data-meets={sign} d={country.outline} />
        );
      })}
    </svg>
  );
}
