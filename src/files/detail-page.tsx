import { formatInstant } from '../foundation/i18n/dates.ts';
import { dirOf, languageNames } from '../foundation/i18n/lang.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import { Field } from '../ui/components/field.tsx';
import type { FileDetail } from './desk-store.ts';
import { type FileUse, kindOf, type PictureVariant } from './model.ts';

export interface DetailProps {
  t: Translator;
  file: FileDetail;
  variants: readonly PictureVariant[];
  uses: readonly FileUse[];
  by: string | null;
  mayManage: boolean;
}

/** One file: what it shows, what of it must stay in sight, what uses it, what can be done with it. */
export function FileDetailPage(props: DetailProps) {
  const { t, file } = props;
  return (
    <>
      {file.putAwayAt ? (
        <p class="notice">{t('desk.files.put_away_on', { date: formatInstant(t.lang, file.putAwayAt) })}</p>
      ) : null}
      <Undescribed {...props} />
      <form class="described" method="post" action={`/desk/files/${file.sha256}`}>
        {file.picture ? <Focal {...props} picture={file.picture} /> : null}
        <Texts {...props} />
        <p class="buttons">
          <button type="submit" class="call">
            {t('desk.files.save')}
          </button>
        </p>
      </form>
      <Uses {...props} />
      <Facts {...props} />
    </>
  );
}

function Undescribed({ t, file }: DetailProps) {
  const missing = file.texts.filter(({ alt }) => alt === '');
  if (!file.picture || missing.length === 0) return null;
  return (
    <p class="notice" data-tone="review">
      <b>
        {t('desk.files.undescribed')}{' '}
        {missing.map(({ lang }, at) => (
          <>
            {at > 0 ? ' · ' : ''}
            <bdi lang={lang}>{languageNames[lang]}</bdi>
          </>
        ))}
      </b>{' '}
      {t('desk.files.undescribed.why')}
    </p>
  );
}

type Picture = NonNullable<FileDetail['picture']>;

/** The picture, and the two numbers that say what must stay in sight. A click on it fills them in, where scripts run. */
function Focal({ t, file, variants, picture }: DetailProps & { picture: Picture }) {
  const form = variants.find(
    ({ format, width }) => format === 'webp' && width >= Math.min(960, picture.width),
  );
  return (
    <fieldset class="focal" data-focal="">
      <legend>{t('desk.files.focal')}</legend>
      {form ? (
        <div class="focal-picture">
          <img
            src={`/desk/files/${file.sha256}/${form.width}.webp`}
            alt={file.texts.find(({ lang }) => lang === t.lang)?.alt ?? ''}
            width={form.width}
            height={form.height}
          />
        </div>
      ) : null}
      <p class="hint" id="focal-hint">
        {t('desk.files.focal.hint')}
      </p>
      <div class="focal-numbers">
        {(
          [
            ['focal_x', picture.focalX, 'desk.files.focal.x'],
            ['focal_y', picture.focalY, 'desk.files.focal.y'],
          ] as const
        ).map(([name, value, key]) => (
          <div class="field">
            <label for={name}>{t(key)}</label>
            <input
              id={name}
              name={name}
              type="number"
              min={0}
              max={100}
              step={1}
              value={String(value)}
              aria-describedby="focal-hint"
              dir="ltr"
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function Texts({ t, file }: DetailProps) {
  const { picture } = file;
  return (
    <>
      {file.texts.map(({ lang, alt, credit }) => (
        <fieldset class="words">
          <legend>
            <bdi lang={lang}>{languageNames[lang]}</bdi>
          </legend>
          {picture ? (
            <div class="field">
              <label for={`alt_${lang}`}>{t('desk.files.alt')}</label>
              <p class="hint" id={`alt_${lang}-hint`}>
                {t('desk.files.alt.hint')}
              </p>
              <textarea
                id={`alt_${lang}`}
                name={`alt_${lang}`}
                lang={lang}
                dir={dirOf(lang)}
                rows={2}
                maxlength={1000}
                aria-describedby={`alt_${lang}-hint`}
              >
                {alt}
              </textarea>
            </div>
          ) : null}
          <Field
            t={t}
            name={`credit_${lang}`}
            label={t('desk.files.credit')}
            value={credit}
            dir={dirOf(lang)}
            maxlength={300}
            optional="unsaid"
          />
        </fieldset>
      ))}
    </>
  );
}

/** Pages of the desk where a thing is edited, by its kind. */
const rooms: Readonly<Record<string, string>> = {
  news: 'news',
  item: 'library',
  organisation: 'organisations',
  campaign: 'campaigns',
  declaration: 'declarations',
};

function Uses({ t, uses }: DetailProps) {
  const things = [...new Map(uses.map((use) => [use.thingId, use])).values()];
  return (
    <section class="desk-part" id="uses">
      <h2>{t('desk.files.uses.title')}</h2>
      {things.length === 0 ? <p>{t('desk.files.uses.none')}</p> : null}
      <ul class="uses">
        {things.map((use) => {
          const room = rooms[use.kind];
          const seen = uses.some((one) => one.thingId === use.thingId && one.public);
          const name = use.title ?? use.slug ?? use.kind;
          return (
            <li>
              <a
                href={
                  use.kind === 'initiative'
                    ? '/desk/initiative'
                    : room
                      ? `/desk/${room}/${use.thingId}`
                      : '/desk'
                }
              >
                <bdi>{name}</bdi>
              </a>{' '}
              <span class="label">{t(seen ? 'desk.files.uses.public' : 'desk.files.uses.draft')}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Facts({ t, file, by, mayManage, uses }: DetailProps) {
  const kind = kindOf(file.mediaType);
  return (
    <section class="desk-part">
      <h2>{t('desk.files.kept')}</h2>
      <p>
        {t('desk.files.kept.since', { date: formatInstant(t.lang, file.madeAt) })}
        {by ? (
          <>
            {' '}
            <bdi>{by}</bdi>
          </>
        ) : null}
      </p>
      <p>{t(metadataKey(kind, file))}</p>
      <p>
        <a href={`/desk/files/${file.sha256}/original`}>{t('desk.files.original')}</a>
      </p>
      {file.discreet ||
      !['image', 'application/pdf'].some((type) => file.mediaType.startsWith(type)) ? null : (
        <form method="post" action={`/desk/files/${file.sha256}/discreet`}>
          <button type="submit">{t('desk.files.discreet')}</button>
          <p class="label">{t('desk.files.discreet.hint')}</p>
        </form>
      )}
      {mayManage ? <PutAway t={t} file={file} used={uses.length > 0} /> : null}
    </section>
  );
}

/** What is still in the kept bytes, honestly. */
function metadataKey(kind: ReturnType<typeof kindOf>, file: FileDetail) {
  if (kind === 'picture')
    return file.discreet ? 'desk.files.inside.picture_clean' : 'desk.files.inside.picture';
  if (file.mediaType === 'application/pdf')
    return file.discreet ? 'desk.files.inside.pdf_clean' : 'desk.files.inside.pdf';
  if (kind === 'video') return 'desk.files.inside.video';
  return file.mediaType.startsWith('text/') ? 'desk.files.inside.text' : 'desk.files.inside.office';
}

function PutAway({ t, file, used }: { t: Translator; file: FileDetail; used: boolean }) {
  if (file.putAwayAt)
    return (
      <form method="post" action={`/desk/files/${file.sha256}/bring-back`}>
        <button type="submit">{t('desk.files.bring_back')}</button>
      </form>
    );
  if (used) return <p class="label">{t('desk.files.in_use')}</p>;
  return (
    <form method="post" action={`/desk/files/${file.sha256}/put-away`}>
      <button type="submit">{t('desk.files.put_away')}</button>
      <p class="label">{t('desk.files.put_away.hint')}</p>
    </form>
  );
}
