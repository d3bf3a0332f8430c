import { type Count as Counted, countShown } from '../../declarations/count/model.ts';
import type { Declaration } from '../../declarations/model.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { Call } from '../../ui/components/call.tsx';
import { Count } from '../../ui/components/count.tsx';

export interface CallToSignProps {
  t: Translator;
  declaration: Pick<Declaration, 'campaignSlug' | 'signingOpen'>;
}

/** The one thing that the campaign asks for; once signing is closed, the way to what was signed. */
export function CallToSign({ t, declaration }: CallToSignProps) {
  const href = `/${t.lang}/campaigns/${declaration.campaignSlug}/declaration`;
  return (
    <Call href={href} filled={declaration.signingOpen}>
      {t(declaration.signingOpen ? 'frame.sign' : 'campaign.sign.read')}
    </Call>
  );
}

export interface SignedProps {
  t: Translator;
  declaration: Pick<Declaration, 'allowsOrganisations' | 'allowsPersons' | 'goalOrganisations'>;
  count: Counted;
}

/** How many stand behind the declaration, of those who may sign it. */
export function Signed({ t, declaration, count }: SignedProps) {
  return <Count t={t} {...countShown(declaration, count)} />;
}
