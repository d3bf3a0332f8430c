import { dirOf, type Lang } from '../i18n/lang.ts';

/** A mail as paragraphs; a link stands alone on its line, so that every mail program makes it a link. */
export type MailPart = { text: string } | { link: string } | { quote: string };

/** The mail in plain text. */
export function plainText(parts: readonly MailPart[]): string {
  return `${parts.map((part) => ('link' in part ? part.link : 'quote' in part ? `> ${part.quote.replaceAll('\n', '\n> ')}` : part.text)).join('\n\n')}\n`;
}

/** The mail in HTML: no picture, no style sheet, nothing fetched; right to left where the language is. */
export async function htmlText(lang: Lang, subject: string, parts: readonly MailPart[]): Promise<string> {
  const html = await (
    <html lang={lang} dir={dirOf(lang)}>
      <head>
        <meta charset="utf-8" />
        <meta name="color-scheme" content="light dark" />
        <title>{subject}</title>
      </head>
      <body style="font-family: Georgia, 'Noto Naskh Arabic', serif; font-size: 18px; line-height: 1.6; max-width: 36em; margin: 1em auto; padding: 0 1em;">
        {parts.map((part) =>
          'link' in part ? (
            <p>
              <a href={part.link} dir="ltr" style="overflow-wrap: anywhere;">
                {part.link}
              </a>
            </p>
          ) : 'quote' in part ? (
            <blockquote style="white-space: pre-line;">{part.quote}</blockquote>
          ) : (
            <p>{part.text}</p>
          ),
        )}
      </body>
    </html>
  );
  return `<!DOCTYPE html>${html}`;
}
