import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { readFaces } from './fonts.ts';

/** A text that could not be set: a mistake in a template of ours, never of the data. */
export class TypesetError extends Error {
  constructor(what: string) {
    super(`the typesetter refused: ${what}`);
    this.name = 'TypesetError';
  }
}

export interface Pdf {
  bytes: Buffer;
  pages: number;
  /** Letters that none of our faces has, each once; they stand as empty boxes. Then the file is tagged, and no PDF/UA. */
  undrawn: string;
}

/** Sets type with Typst. Slow and large (some hundred megabytes at work): for the jobs process only. */
export interface Typesetter {
  /**
   * @param template Typst markup of ours, which reads `data` by `json(bytes(sys.inputs.data))`: what others wrote is
   * data to it and never markup.
   * @returns a tagged PDF (PDF/UA-1 as far as all letters have a glyph).
   * @throws TypesetError
   */
  pdf(template: string, data: unknown, made: Date): Pdf;
  /** @returns the first page as SVG, its letters drawn as paths. */
  svg(template: string, data: unknown): string;
  close(): void;
}

/** Opens a typesetter over an empty folder: a template reads no file of this machine. */
export function openTypesetter(): Typesetter {
  const workspace = mkdtempSync(join(tmpdir(), 'tadamun-typeset-'));
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: readFaces() }] });
  const compile = (template: string, data: unknown): NodeTypstDocument => {
    const { result, done } = outcomeOf(
      compiler.compile({ mainFileContent: template, inputs: { data: JSON.stringify(data) } }),
    );
    if (result === null) throw new TypesetError(done);
    return result;
  };
  return {
    pdf(template, data, made) {
      const document = compile(template, data);
      const creationTimestamp = Math.floor(made.getTime() / 1000);
      const pages = document.numOfPages;
      try {
        const bytes = compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp });
        return { bytes, pages, undrawn: '' };
      } catch (error) {
        const undrawn = undrawnIn(String(error));
        if (undrawn === '') throw new TypesetError(String(error));
        return { bytes: compiler.pdf(document, { creationTimestamp }), pages, undrawn };
      } finally {
        // What one document was made of helps no other.
        compiler.evictCache(0);
      }
    },
    svg(template, data) {
      try {
        return compiler.plainSvg(compile(template, data));
      } finally {
        compiler.evictCache(0);
      }
    },
    close() {
      rmSync(workspace, { recursive: true, force: true });
    },
  };
}

function outcomeOf(compiled: ReturnType<NodeCompiler['compile']>) {
  const error = compiled.takeError();
  return { result: compiled.result, done: error === null ? '' : JSON.stringify(error.shortDiagnostics) };
}

/** The letters that PDF/UA refused for want of a glyph: Typst names each in a sentence of its own. */
function undrawnIn(message: string): string {
  const letters = [...message.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/g)].map(([, text]) =>
    (text ?? '').replace(/\\+u\{([0-9a-f]{1,6})\}/g, (_, code) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    ),
  );
  return [...new Set(letters.flatMap((text) => [...text]))].join('').slice(0, 200);
}
