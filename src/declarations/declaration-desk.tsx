import type { DeskContext } from '../desk/model.ts';
import { deskPage } from '../desk/page.tsx';
import { type Lang, languageNames } from '../foundation/i18n/lang.ts';
import { formatNumber } from '../foundation/i18n/numbers.ts';
import { may } from '../staff/model.ts';
import { Check } from '../ui/components/choice.tsx';
import { ErrorSummary } from '../ui/components/error-summary.tsx';
import { Field } from '../ui/components/field.tsx';
import { dated } from './dated.ts';
import { type DeskDeclaration, type DeskVersion, standingText, standingTexts } from './desk-store.ts';

interface PanelProps {
  c: DeskContext;
  declaration: DeskDeclaration;
}

/** One declaration: its texts as they stand, every version and erratum there was, and what can be done with it. */
export function declarationPage(
  c: DeskContext,
  declaration: DeskDeclaration,
  languages: readonly { code: Lang }[],
  { wrong = false }: { wrong?: boolean } = {},
): Promise<Response> {
  const { t, member } = c.var;
  const version = declaration.versions[0];
  const mayEdit = may(member, 'declaration.edit', declaration.campaignId);
  const title =
    (standingText(declaration, t.lang) ?? standingText(declaration, declaration.primaryLang))?.title ??
    declaration.campaign;
  const here = `/desk/declarations/${declaration.id}`;
  return deskPage(c, {
    title,
    named: true,
    label: (
      <>
        {t('declaration.version', { n: version.number, date: dated(t, version.declaredOn) })}{' '}
        {t(declaration.isPublic ? 'desk.list.public' : 'desk.list.draft')}
      </>
    ),
    at: 'declarations',
    crumbs: [
      { href: '/desk/declarations', text: t('desk.menu.declarations') },
      { href: `/desk/campaigns/${declaration.campaignId}`, text: declaration.campaign },
    ],
    buttons: declaration.isPublic ? (
      <a class="button" href={`/${t.lang}/campaigns/${declaration.campaignSlug}/declaration`}>
        {t('desk.declaration.public_page')}
      </a>
    ) : null,
    status: wrong ? 422 : 200,
    body: (
      <>
        <ErrorSummary
          t={t}
          level="h2"
          errors={wrong ? [{ field: 'organisations', text: t('desk.declaration.error.signers') }] : []}
        />
        <p class="notice">
          {version.signed > 0
            ? t('desk.declaration.frozen', { n: version.signed })
            : t('desk.declaration.unsigned')}
        </p>
        <Texts c={c} declaration={declaration} languages={languages} />
        {may(member, 'declaration.declare', declaration.campaignId) && version.signed > 0 ? (
          <section class="desk-part">
            <h2>{t('desk.declaration.version.new')}</h2>
            <p class="hint">{t('desk.declaration.version.stand')}</p>
            <p class="buttons">
              <a class="button" href={`${here}/version`}>
                {t('desk.declaration.version.new')}
              </a>
            </p>
          </section>
        ) : null}
        {mayEdit ? <Signing c={c} declaration={declaration} /> : null}
        <Past c={c} declaration={declaration} />
      </>
    ),
  });
}

function Texts({ c, declaration, languages }: PanelProps & { languages: readonly { code: Lang }[] }) {
  const { t, member } = c.var;
  const here = `/desk/declarations/${declaration.id}`;
  const mayEdit = may(member, 'declaration.edit', declaration.campaignId);
  const mayTranslate = may(member, 'text.translate', declaration.campaignId);
  const signed = declaration.versions[0].signed > 0;
  const standing = standingTexts(declaration);
  const missing = languages.filter(({ code }) => standing.every(({ lang }) => lang !== code));
  return (
    <section class="desk-part">
      <h2>{t('desk.declaration.texts')}</h2>
      <ol class="desk-order">
        {standing.map((wording) => (
          <li>
            <div class="desk-order-body">
              <b lang={wording.lang}>{languageNames[wording.lang]}</b>{' '}
              <span class="label">
                {t(wording.state === 'draft' ? 'desk.list.draft' : 'desk.declaration.signable')}
                {wording.erratum > 0 ? ` · ${t('declaration.wording_erratum')} ${wording.erratum}` : null}
              </span>
              <Sum sha256={wording.sha256} />
            </div>
            {mayEdit || (mayTranslate && wording.state === 'draft') ? (
              <div class="buttons">
                <a class="button" href={`${here}/texts/${wording.lang}`}>
                  {t(
                    signed && wording.state === 'published'
                      ? 'desk.declaration.erratum.add'
                      : 'desk.declaration.text.change',
                  )}{' '}
                  <bdi class="vh" lang={wording.lang}>
                    {languageNames[wording.lang]}
                  </bdi>
                </a>
              </div>
            ) : null}
          </li>
        ))}
        {mayTranslate
          ? missing.map(({ code }) => (
              <li>
                <div class="desk-order-body">
                  <b lang={code}>{languageNames[code]}</b>{' '}
                  <span class="label">{t('desk.state.missing')}</span>
                </div>
                <div class="buttons">
                  <a class="button" href={`${here}/texts/${code}`}>
                    {t('desk.declaration.text.add')}{' '}
                    <bdi class="vh" lang={code}>
                      {languageNames[code]}
                    </bdi>
                  </a>
                </div>
              </li>
            ))
          : null}
      </ol>
    </section>
  );
}

function Sum({ sha256 }: { sha256: string }) {
  return (
    <p class="label">
      SHA-256{' '}
      <bdi lang="en" dir="ltr" class="sum">
        {sha256}
      </bdi>
    </p>
  );
}

/** Whether it can be signed, by whom, how many are hoped for, and whether the public sees it. */
function Signing({ c, declaration }: PanelProps) {
  const { t } = c.var;
  const here = `/desk/declarations/${declaration.id}`;
  const { signingOpen, isPublic, goalOrganisations } = declaration;
  return (
    <section class="desk-part">
      <h2>{t('desk.declaration.signing')}</h2>
      <p>{t(signingOpen ? 'desk.declaration.signing.open' : 'desk.declaration.signing.closed')}</p>
      <div class="buttons">
        <form method="post" action={`${here}/signing`}>
          <button type="submit" name="open" value={signingOpen ? 'no' : 'yes'}>
            {t(signingOpen ? 'desk.declaration.signing.close' : 'desk.declaration.signing.reopen')}
          </button>
        </form>
        <form method="post" action={`${here}/publication`}>
          <button type="submit" name="open" value={isPublic ? 'no' : 'yes'}>
            {t(isPublic ? 'desk.edit.unpublish' : 'desk.edit.publish')}
          </button>
        </form>
      </div>
      <form method="post" action={`${here}/signers`} class="desk-form">
        <fieldset class="desk-group">
          <legend>{t('desk.declaration.signers')}</legend>
          <Check
            t={t}
            name="organisations"
            label={t('desk.declaration.signers.organisations')}
            checked={declaration.allowsOrganisations}
            optional
          />
          <Check
            t={t}
            name="persons"
            label={t('desk.declaration.signers.persons')}
            checked={declaration.allowsPersons}
            optional
          />
          <Field
            t={t}
            name="goal"
            label={t('desk.declaration.goal')}
            hint={t('desk.declaration.goal.hint')}
            value={goalOrganisations === null ? '' : String(goalOrganisations)}
            dir="ltr"
            maxlength={7}
            optional
          />
          <button type="submit">{t('desk.save')}</button>
        </fieldset>
      </form>
    </section>
  );
}

/** Every text there ever was, with who could sign it and its sum. */
function Past({ c, declaration }: PanelProps) {
  const { t } = c.var;
  return (
    <section class="desk-part">
      <h2>{t('declaration.wordings')}</h2>
      {declaration.versions.map((version) => (
        <>
          <h3>{t('declaration.version', { n: version.number, date: dated(t, version.declaredOn) })}</h3>
          <p class="label">
            {t('desk.declaration.signed')}: {formatNumber(t.lang, version.signed)}
          </p>
          <Changes version={version} />
          <ol class="desk-order">
            {version.wordings.map((wording) => (
              <li>
                <div class="desk-order-body">
                  <a
                    href={`/${t.lang}/campaigns/${declaration.campaignSlug}/declaration/wordings/${wording.sha256}`}
                  >
                    <bdi lang={wording.lang}>{languageNames[wording.lang]}</bdi>
                    {wording.erratum > 0 ? ` · ${t('declaration.wording_erratum')} ${wording.erratum}` : null}
                  </a>{' '}
                  {wording.state === 'draft' ? <span class="label">{t('desk.list.draft')}</span> : null}
                  {wording.erratumNote ? (
                    <p>
                      <bdi>{wording.erratumNote}</bdi>
                    </p>
                  ) : null}
                  <Sum sha256={wording.sha256} />
                </div>
              </li>
            ))}
          </ol>
        </>
      ))}
    </section>
  );
}

function Changes({ version }: { version: DeskVersion }) {
  if (version.changeOfMeaning === null) return null;
  return (
    <ul>
      {Object.entries(version.changeOfMeaning).map(([lang, text]) => (
        <li lang={lang} dir="auto">
          {text}
        </li>
      ))}
    </ul>
  );
}
