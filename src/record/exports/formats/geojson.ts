import { isObject, type JsonObject, type Statement } from '../../api/kinds/statement.ts';

/**
 * @returns an incident as a feature of GeoJSON (RFC 7946: longitude first, WGS 84). Where the place is not known it has
 * no geometry; `placePrecision` says what the point stands for.
 */
export function feature(incident: Statement, page: string | null): JsonObject {
  const { kind: _kind, id, point, citations: _citations, reviewed, ...rest } = incident;
  const { latitude, longitude } = isObject(point) ? point : {};
  const known = typeof latitude === 'number' && typeof longitude === 'number';
  return {
    type: 'Feature',
    id,
    geometry: known ? { type: 'Point', coordinates: [longitude, latitude] } : null,
    properties: { ...rest, reviewed: reviewed ?? null, page },
  };
}
