import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { linkKinds } from '../campaigns/model.ts';
import { setLinks } from '../campaigns/parts-store.ts';
import { findCampaign } from '../campaigns/settings-store.ts';
import {
  addLanguageOrErratum,
  declareVersion,
  findDeclaration,
  setGoal,
  setSigning,
} from '../declarations/settings-store.ts';
import type { Db } from '../foundation/database/database.ts';
import { OperatorError } from '../foundation/errors.ts';
import { isLang } from '../foundation/i18n/lang.ts';
import { hasMessages } from '../foundation/i18n/translate.ts';
import type { ChannelKind } from '../initiative/model.ts';
import { setContactChannel, setLanguageState } from '../initiative/settings-store.ts';
import { say, withContext } from './context.ts';

const channelKinds: ChannelKind[] = ['signal', 'pgp', 'globaleaks', 'securedrop', 'email', 'post'];

const wordingFile = z.object({
  lang: z.string().refine(isLang),
  title: z.string().min(1),
  preamble: z.string().min(1),
  articles: z
    .array(z.object({ number: z.int().positive(), title: z.string(), text: z.string().min(1) }))
    .min(1),
  closing: z.string().min(1),
  note: z.string().default(''),
});
const versionFile = z.object({
  declaredOn: z.iso.date(),
  changeOfMeaning: z.record(z.string(), z.string().min(1)),
  wordings: z.array(wordingFile).min(1),
});

/** What a coalition sets before the desk is there: links, contact, languages, signing, the declaration's texts. */
export function addCampaignCommands(program: Command): void {
  program
    .command('link <campaign> <kind> [url]')
    .description(
      `where the campaign lives elsewhere (${linkKinds.join(', ')}); without an address the link goes`,
    )
    .action((slug: string, kind: string, url?: string) =>
      withContext(async ({ db }) => {
        const known = oneOf(linkKinds, kind, 'link');
        if (url !== undefined && !/^https?:\/\/\S+$/.test(url))
          throw new OperatorError('bad-address', 'A link begins with https:// and has no blanks.');
        const id = await findCampaign(db, slug);
        if (id === null) throw noCampaign(slug);
        await setLinks(db, id, { [known]: url ?? null }, 'operator');
        say(url ? `${kind} leads to ${url}.` : `${kind} is gone.`);
      }),
    );
  program
    .command('contact <kind> [value]')
    .description(`a way to reach the initiative (${channelKinds.join(', ')}); without a value it goes`)
    .option('--note <text>', 'a remark beside it')
    .action((kind: string, value: string | undefined, options: { note?: string }) =>
      withContext(async ({ db }) => {
        const done = await setContactChannel(
          db,
          oneOf(channelKinds, kind, 'channel'),
          value ?? null,
          options.note ?? null,
        );
        if (!done)
          throw new OperatorError(
            'no-initiative',
            'There is no initiative yet; load the starter data first: npm run tadamun -- starter load campaign',
          );
        say(value ? `${kind} is set.` : `${kind} is gone.`);
      }),
    );
  program
    .command('language <code> <state>')
    .description('offers a language to visitors (on) or takes it back (draft)')
    .action((code: string, state: string) =>
      withContext(async ({ db }) => {
        if (!isLang(code) || (state !== 'on' && state !== 'draft')) {
          throw new OperatorError('bad-language', 'Write a language such as ckb, and on or draft.');
        }
        if (!hasMessages(code))
          throw new OperatorError(
            'no-language',
            `There is no messages/${code}.json: the interface does not speak ${code}.`,
          );
        await setLanguageState(db, code, state);
        say(`${code} is ${state}.`);
      }),
    );

  const declaration = program.command('declaration').description("a campaign's declaration");
  for (const open of [true, false]) {
    declaration
      .command(`${open ? 'open' : 'close'} <campaign>`)
      .description(`${open ? 'opens' : 'closes'} signing`)
      .action((slug: string) =>
        withContext(async ({ db }) => {
          const changed = await setSigning(db, await place(db, slug), open, 'operator');
          say(`Signing is ${open ? 'open' : 'closed'}${changed ? '' : ' already'}.`);
        }),
      );
  }
  declaration
    .command('goal <campaign> [organisations]')
    .description('how many organisations are hoped for; without a number no goal')
    .action((slug: string, goal?: string) =>
      withContext(async ({ db }) => {
        if (goal !== undefined && !/^[1-9]\d{0,6}$/.test(goal))
          throw new OperatorError('bad-goal', 'A goal is a whole number above 0.');
        await setGoal(db, await place(db, slug), goal === undefined ? null : Number(goal), 'operator');
        say(goal ? `The goal is ${goal} organisations.` : 'There is no goal.');
      }),
    );
  declaration
    .command('text <campaign> <file>')
    .description(
      'adds a text in a language from a JSON file; with --erratum as a correction that keeps the meaning',
    )
    .option('--erratum <note>', 'what was corrected')
    .option('--draft', 'readable but not signed')
    .action((slug: string, file: string, options: { erratum?: string; draft?: boolean }) =>
      withContext(async ({ db }) => {
        const wording = await readJson(file, wordingFile);
        const sha256 = await addLanguageOrErratum(
          db,
          await place(db, slug),
          { ...wording, state: options.draft ? 'draft' : 'published', erratumNote: options.erratum ?? null },
          'operator',
        );
        say(`The text in ${wording.lang} is in, SHA-256 ${sha256}.`);
      }),
    );
  declaration
    .command('new-version <campaign> <file>')
    .description(
      'declares a change of meaning: a new version, counted apart; who signed the old one is asked by mail',
    )
    .action((slug: string, file: string) =>
      withContext(async ({ db }) => {
        const asked = await declareVersion(
          db,
          await place(db, slug),
          await readJson(file, versionFile),
          'operator',
        );
        say(`The new version is in; ${asked} signatories of the old one are asked by mail.`);
      }),
    );
}

async function place(db: Db, slug: string) {
  const found = await findDeclaration(db, slug);
  if (found === null) throw noCampaign(slug);
  return found;
}

function noCampaign(slug: string): OperatorError {
  return new OperatorError('no-campaign', `There is no campaign ${slug} (with a declaration).`);
}

function oneOf<T extends string>(kinds: readonly T[], kind: string, what: string): T {
  const known = kinds.find((one) => one === kind);
  if (!known) throw new OperatorError('bad-kind', `A ${what} is one of ${kinds.join(', ')}.`);
  return known;
}

async function readJson<T>(file: string, shape: z.ZodType<T>): Promise<T> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new OperatorError('no-file', `The file ${file} cannot be read.`);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new OperatorError('bad-file', `The file ${file} is not JSON.`);
  }
  const parsed = shape.safeParse(json);
  if (!parsed.success)
    throw new OperatorError(
      'bad-file',
      `The file ${file} is not as it should be: ${z.prettifyError(parsed.error).replace(/\n\s*/g, ' ')}`,
    );
  return parsed.data;
}
