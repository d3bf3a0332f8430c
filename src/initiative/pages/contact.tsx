import type { Translator } from '../../foundation/i18n/translate.ts';
import { Channels } from '../../ui/components/channels.tsx';
import { Notice } from '../../ui/components/notice.tsx';
import { Opening } from '../../ui/components/opening.tsx';
import { Part, Wrap } from '../../ui/components/part.tsx';
import type { ContactChannel } from '../model.ts';

export interface ContactProps {
  t: Translator;
  /** The ways that are set, safest first. */
  channels: readonly ContactChannel[];
  /** The onion service of this site; null where there is none. */
  onionUrl: string | null;
}

/** How to reach the coalition safely. There is no form: none of ours takes testimony. */
export function Contact({ t, channels, onionUrl }: ContactProps) {
  return (
    <Wrap>
      <Opening size="title" title={t('frame.contact')}>
        <Notice>
          <p>{t(channels.length > 0 ? 'contact.careful' : 'contact.none')}</p>
        </Notice>
      </Opening>
      {channels.length > 0 ? (
        <Part id="channels" title={t('form.channels')}>
          <Channels
            items={channels.map((channel) => ({
              title: t(`contact.${channel.kind}`),
              address: channel.value,
              href: hrefOf(channel),
              text: channel.note ? <bdi>{channel.note}</bdi> : t(`contact.${channel.kind}.about`),
            }))}
          />
        </Part>
      ) : null}
      {onionUrl ? (
        <Part id="onion" title={t('contact.onion')}>
          <Channels
            items={[
              {
                title: t('contact.onion.address'),
                address: onionUrl,
                href: onionUrl,
                text: t('contact.onion.about'),
              },
            ]}
          />
        </Part>
      ) : null}
      <Part id="email" title={t('contact.reveals')}>
        <p>{t('contact.reveals.text')}</p>
        <p>{t('contact.reveals.do')}</p>
      </Part>
      <Part id="errors" title={t('contact.errors')}>
        <p>{t(channels.length > 0 ? 'contact.errors.text' : 'contact.errors.none')}</p>
      </Part>
    </Wrap>
  );
}

/** @returns where a channel leads: a web address as it is, a mail address to mail; a number or a fingerprint nowhere. */
export function hrefOf({ kind, value }: Pick<ContactChannel, 'kind' | 'value'>): string | undefined {
  if (/^https?:\/\//i.test(value) && URL.canParse(value)) return value;
  if (kind === 'email' && /^[^\s@?]+@[^\s@?]+$/.test(value)) return `mailto:${value}`;
  return undefined;
}
