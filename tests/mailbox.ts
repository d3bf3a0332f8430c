import { once } from 'node:events';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server in the test's process: what our mailer sends arrives here. */
export interface Mailbox {
  /** smtp://127.0.0.1:PORT */
  readonly url: string;
  /** All mails so far, oldest first. */
  readonly mails: Email[];
  /** From now on the server answers each mail with this code; null: takes it. */
  refuseWith(code: number | null): void;
  close(): Promise<void>;
}

export async function openMailbox(): Promise<Mailbox> {
  const mails: Email[] = [];
  let refusal: number | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo(address, _session, callback) {
      if (refusal === null) return callback();
      const error = Object.assign(new Error(`${address.address} is not taken`), { responseCode: refusal });
      callback(error);
    },
    async onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk);
      mails.push(await PostalMime.parse(Buffer.concat(chunks)));
      callback();
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('the mailbox has no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    refuseWith: (code) => {
      refusal = code;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The one link in a mail's text that holds this word: `confirm`, `withdraw`, `wordings`. */
export function linkIn(mail: Email | undefined, word: string): string {
  const link = mail?.text?.split(/\s+/).find((piece) => piece.includes(`/${word}/`));
  if (!link) throw new Error(`the mail has no link with ${word}`);
  return link;
}
