import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';

const validator = new HtmlValidate(new FileSystemConfigLoader());

/** What is wrong with a piece of a page, by the rules that pages are held to: one line each. */
export async function faultsOfFragment(html: string): Promise<string[]> {
  const page = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body><h1>x</h1>${html}</body></html>`;
  const report = await validator.validateString(page, 'page.html');
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
  );
}
