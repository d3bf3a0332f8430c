import type { Translator } from '../../../foundation/i18n/translate.ts';
import { Part } from '../../../ui/components/part.tsx';
import { IncidentMap } from '../../../ui/components/record/map.tsx';
import { langAttribute } from '../../../ui/components/said.ts';
import { thingOf } from '../list/page.tsx';
import type { IncidentRead } from './model.ts';

/** Where it was, as exactly as it is known: the place by its name, and what is not known of it. */
export function placeText(
  t: Translator,
  incident: Pick<IncidentRead, 'place' | 'governorate' | 'lang' | 'precision'>,
) {
  const { place, governorate, lang, precision } = incident;
  const said = (text: string) => <bdi lang={langAttribute(lang, t.lang)}>{text}</bdi>;
  if (place !== '')
    return (
      <>
        {said(place)}
        {governorate !== '' && precision === 'governorate' ? <> · {said(governorate)}</> : null}.{' '}
        {precision === null ? null : t(`record.incident.place.${precision}`)}
      </>
    );
  if (governorate !== '')
    return (
      <>
        {t('record.incident.somewhere')} {said(governorate)}.
      </>
    );
  return precision === 'country' ? t('record.incident.place.country') : `${t('map.unplaced')}.`;
}

/** A small map; none where the place is not known better than by its country. */
export function PlacePart({ t, incident }: { t: Translator; incident: IncidentRead }) {
  if (incident.latitude === null || incident.precision === null || incident.precision === 'country')
    return null;
  return (
    <Part
      id="where"
      title={t('record.incidents.where')}
      note={<a href={`/${t.lang}/record/incidents#where`}>{t('record.incident.all_on_map')}</a>}
    >
      <div class="small-map">
        <IncidentMap t={t} things={[thingOf(t, incident)]} />
      </div>
    </Part>
  );
}
