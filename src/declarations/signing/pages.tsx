import { countryName } from '../../foundation/i18n/countries.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { initials } from '../../foundation/text/plain.ts';
import { Check } from '../../ui/components/choice.tsx';
import { DescriptionList, type Fact } from '../../ui/components/description-list.tsx';
import { Message } from '../../ui/components/message.tsx';
import { Rich } from '../../ui/components/rich.tsx';
import { type Contact, isSealed, publicNameOf, type Signature, shownSum } from './model.ts';

interface LinkPageProps {
  t: Translator;
  /** The declaration's address in the language of the page. */
  base: string;
}

/** After signing: the mail is on its way. The same for everyone, whoever signed before. */
export function SentPage({ t, base }: LinkPageProps) {
  return (
    <Message title={t('sign.sent.title')} stand={t('sign.sent.stand')}>
      <p>{t('sign.sent.more')}</p>
      <p>{t('sign.sent.again')}</p>
      <p class="buttons">
        <a class="button" href={base}>
          {t('sign.sent.back')}
        </a>
      </p>
    </Message>
  );
}

interface ConfirmPageProps {
  t: Translator;
  signature: Signature;
  contact: Contact | null;
  action: string;
  /** After so many days what nobody confirmed is erased. */
  unconfirmedDays: number;
  /** The data changed since the page was shown before. */
  changed?: boolean;
}

/** Behind the link of the mail: all that is about to be confirmed, as it will be stored and shown, and the button that does it. */
export function ConfirmPage({ t, signature, contact, action, unconfirmedDays, changed }: ConfirmPageProps) {
  return (
    <Message title={t('confirm.title')} stand={t('confirm.stand')}>
      {changed ? <p class="notice">{t('confirm.changed')}</p> : null}
      <DescriptionList facts={factsOf(t, signature, contact)} />
      <form method="post" action={action}>
        <input type="hidden" name="shown" value={shownSum(signature, contact)} />
        <p class="buttons">
          <button class="call" type="submit">
            {t('confirm.button')}
          </button>
        </p>
      </form>
      <p class="label">{t('confirm.not_me', { days: unconfirmedDays })}</p>
    </Message>
  );
}

function factsOf(t: Translator, signature: Signature, contact: Contact | null): Fact[] {
  const isolated = (text: string | null | undefined) => (text ? <bdi>{text}</bdi> : null);
  const common: Fact[] = [
    { term: t('sign.country'), value: countryName(t.lang, signature.country) },
    { term: t('confirm.fact.updates'), value: t(signature.updates ? 'confirm.fact.yes' : 'confirm.fact.no') },
  ];
  if (signature.kind === 'person') {
    const shown = publicNameOf(signature, contact?.name ?? '', initials);
    return [
      { term: t('sign.contact_name'), value: isolated(contact?.name) },
      { term: t('sign.publicity'), value: t(`sign.publicity.${signature.publicity}`) },
      { term: t('confirm.fact.shown'), value: shown === null ? t('confirm.fact.nowhere') : isolated(shown) },
      ...common,
    ];
  }
  return [
    { term: t('confirm.fact.shown'), value: isSealed(signature) ? t('confirm.fact.sealed') : null },
    { term: t('sign.organisation_name'), value: isolated(signature.organisationName) },
    { term: t('sign.organisation_name_ar'), value: isolated(signature.organisationNameAr) },
    { term: t('sign.website'), value: isolated(signature.website) },
    {
      term: t('confirm.fact.contact'),
      value: isolated([contact?.name, contact?.role].filter(Boolean).join(t.dir === 'rtl' ? '، ' : ', ')),
    },
    ...common,
  ];
}

/** After the button: what has become of the signature. */
export function ConfirmedPage(
  props: LinkPageProps & { signature: Signature; becomes: 'suspect' | 'confirmed' | 'listed' },
) {
  const { t, base, signature, becomes } = props;
  return (
    <Message title={t('confirm.done.title')} stand={whatNow(t, signature, becomes)}>
      <p class="buttons">
        <a class="button" href={base.replace(/declaration$/, 'signatories')}>
          {t('declaration.all_signatories')}
        </a>
      </p>
    </Message>
  );
}

function whatNow(t: Translator, signature: Signature, becomes: 'suspect' | 'confirmed' | 'listed'): string {
  if (becomes === 'suspect') return t('confirm.done.suspect');
  if (becomes === 'confirmed') return t('confirm.done.organisation');
  return signature.publicity === 'counted' ? t('confirm.done.counted') : t('confirm.done.person');
}

/** The link again: the page stays, and says so. */
export function AlreadyPage({ t, base, withdrawn }: LinkPageProps & { withdrawn: boolean }) {
  const what = withdrawn ? 'withdrawn' : 'already';
  return (
    <Message title={t(`confirm.${what}.title`)} stand={t(`confirm.${what}.stand`)}>
      <p class="buttons">
        <a class="button" href={base}>
          {t('sign.sent.back')}
        </a>
      </p>
    </Message>
  );
}

/** A link that leads nowhere any more, and what to do now. */
export function DeadLinkPage({ t, base, why }: LinkPageProps & { why: 'unknown' | 'expired' }) {
  return (
    <Message title={t(`confirm.${why}.title`)} stand={t(`confirm.${why}.stand`)}>
      <p class="buttons">
        <a class="button" href={`${base}#sign`}>
          {t('frame.sign')}
        </a>
      </p>
    </Message>
  );
}

/** Behind the link at the foot of every mail: the button that takes the signature back. */
export function WithdrawPage({
  t,
  signature,
  action,
}: {
  t: Translator;
  signature: Signature;
  action: string;
}) {
  return (
    <Message title={t('withdraw.title')} stand={t('withdraw.stand')}>
      {signature.organisationName === null ? null : (
        <p>
          <Rich
            text={t('confirm.stand_organisation', { name: `<bdi>${signature.organisationName}</bdi>` })}
          />
        </p>
      )}
      <p>{t('withdraw.change')}</p>
      <form method="post" action={action}>
        {signature.kind === 'organisation' &&
        (signature.state === 'listed' || signature.state === 'suspended') ? (
          <Check
            t={t}
            name="quietly"
            label={t('withdraw.quietly')}
            hint={t('withdraw.quietly.hint')}
            optional
          />
        ) : null}
        <p class="buttons">
          <button type="submit">{t('withdraw.button')}</button>
        </p>
      </form>
    </Message>
  );
}

/** After the withdrawal: gone from list and count; the way back stays open. */
export function WithdrawnPage({ t, base }: LinkPageProps) {
  return (
    <Message title={t('withdraw.done.title')} stand={t('withdraw.done.stand')}>
      <p class="buttons">
        <a class="button" href={`${base}#sign`}>
          {t('withdraw.sign_again')}
        </a>
      </p>
    </Message>
  );
}
