import { createTransport } from 'nodemailer';

/** A mail ready to go: plain text and HTML say the same. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** BCP 47. */
  lang: string;
}

/** Sends mails; throws a {@link MailError} when the relay does not take one. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** Why a mail did not go out, in words that hold neither address nor token. */
export class MailError extends Error {
  /** The relay said that it never will: the address does not exist, for instance. */
  readonly permanent: boolean;

  constructor(message: string, permanent: boolean) {
    super(message);
    this.name = 'MailError';
    this.permanent = permanent;
  }
}

/**
 * A mailer over SMTP_URL, with few connections kept open.
 * To a relay that is not on this machine, the connection is encrypted or no mail goes out.
 * @param from the sender; `MAIL_FROM`, else `noreply@` the host of PUBLIC_URL.
 */
export function createMailer(smtpUrl: string, from: string): Mailer {
  const url = new URL(smtpUrl);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const transport = createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (url.protocol === 'smtps:' ? 465 : 587),
    secure: url.protocol === 'smtps:',
    requireTLS: url.protocol === 'smtp:' && !local,
    ...(url.username && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    pool: true,
    maxConnections: 4,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    // Nothing of a mail comes from a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      try {
        await transport.sendMail({
          from,
          to: mail.to,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          headers: {
            'Content-Language': mail.lang,
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
          },
        });
      } catch (error) {
        throw mailErrorOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** A relay's answer often quotes the address: only its code is kept. */
function mailErrorOf(error: unknown): MailError {
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : null;
  // Only what the relay says of this recipient or this mail is for good; a refusal of us as a sender can be mended.
  const aboutThisMail =
    error instanceof Error && 'command' in error && (error.command === 'RCPT TO' || error.command === 'DATA');
  if (code) return new MailError(`the relay answered ${code}`, aboutThisMail && code >= 500 && code < 600);
  const name = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return new MailError(`the relay was not reached (${name.replace(/[^A-Z_]/g, '') || 'unknown'})`, false);
}
