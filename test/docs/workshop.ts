/** A folder in which the programs of the documentation are built and run, as somebody has it who installed the package. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type FencedBlock, fencedBlocks, readPage, root } from './markdown.js';

/** A program, or a command with what it prints. */
export interface Example {
  readonly page: string;
  readonly line: number;
  readonly kind: 'program' | 'command';
  /** Of the program, relative to the page's folder; or the words of the command. */
  readonly words: readonly string[];
  /** What it prints; a line `...` stands for any lines, `...` in a line for any text. */
  readonly prints: string;
}

export interface Ran {
  readonly code: number | null;
  /** Standard output and standard error, as a person sees them together. */
  readonly text: string;
}

const commandLine = join(root, 'dist', 'src', 'cli', 'lepton.node.js');
const compiler = join(root, 'node_modules', '@typescript', 'native', 'bin', 'tsc');
const compilerOptions = {
  ...{ strict: true, module: 'nodenext', target: 'es2023', lib: ['es2023', 'dom'], types: ['node'] },
  ...{ allowJs: true, rootDir: '.', outDir: 'built', skipLibCheck: true, erasableSyntaxOnly: true },
  typeRoots: [join(root, 'node_modules', '@types')],
}; // prettier-ignore

/**
 * Writes all examples of some pages down. In a page, "```ts" is a program, and "```text printed" after it what it prints; "```ts
 * fragment" is none; "```js my-world.js" is a file of that name; in "```console" the lines that begin with "$ " are commands and
 * the others what they print.
 */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), 'lepton-docs-'));
  readonly examples: readonly Example[];

  constructor(pages: readonly string[]) {
    this.#write('package.json', '{ "type": "module", "private": true }');
    this.#write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['*/**/*.ts', '*/**/*.js'] }));
    mkdirSync(join(this.folder, 'node_modules'));
    symlinkSync(root, join(this.folder, 'node_modules', 'lepton-rl'), 'junction');
    this.examples = pages.flatMap((page) => this.#writePage(page));
  }

  /** Type-checks and compiles everything; what the compiler says. */
  build(): string {
    const { stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', this.folder], {
      encoding: 'utf8',
    });
    return stdout + stderr;
  }

  run({ page, kind, words }: Example): Ran {
    const place = join(this.folder, 'built', folderOf(page));
    mkdirSync(place, { recursive: true });
    const argv =
      kind === 'program' || words[0] === 'node' ? words.slice(-1) : [commandLine, ...words.slice(2)];
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
      cwd: place,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', NODE_OPTIONS: '' },
    });
    return { code: status, text: stderr + stdout };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  #writePage(page: string): readonly Example[] {
    return fencedBlocks(readPage(page)).flatMap((block, index, blocks): readonly Example[] => {
      const { language, note, text, line } = block;
      if (language === 'console') return commandsOf(text).map((command) => ({ page, line, ...command }));
      if (language !== 'ts') {
        // The compiler moves what it compiles; the rest is written where the programs will run.
        if (note !== '' && note !== 'printed')
          this.#write(join(language === 'js' ? '' : 'built', folderOf(page), note), text);
        return [];
      }
      if (note === 'fragment') return [];
      const name = note === '' ? `line-${line}` : note.replace(/\.ts$/, '');
      this.#write(join(folderOf(page), `${name}.ts`), `${text}\nexport {};\n`);
      return [
        { page, line, kind: 'program', words: [`${name}.js`], prints: printedAfter(blocks[index + 1]) },
      ];
    });
  }

  #write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }
}

/** A program that says nothing of it may print anything. */
const printedAfter = (next: FencedBlock | undefined): string =>
  next?.note === 'printed' ? next.text.trim() : '...';

const folderOf = (page: string): string => page.replace(/\.md$/, '').replaceAll('/', '-');

function commandsOf(console: string): readonly Pick<Example, 'kind' | 'words' | 'prints'>[] {
  return console
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [, command = '', prints = ''] = /^(.*)\n([\s\S]*)$/.exec(part) ?? [];
      return { kind: 'command', words: wordsOf(command), prints: prints.trim() };
    });
}

/** The words of a command, as a shell splits them: single quotes keep spaces. */
const wordsOf = (command: string): readonly string[] =>
  [...command.matchAll(/((?:'[^']*'|[^\s'])+)/g)].map(([word]) => word.replaceAll("'", ''));

/** Whether a text is what an example says that it prints; runs of spaces count as one. */
export function looksLike(text: string, prints: string): boolean {
  const pattern = withoutPadding(prints)
    .split('...')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s\\S]*?');
  return new RegExp(`^${pattern}$`).test(withoutPadding(text));
}

const withoutPadding = (text: string): string => text.replace(/ +/g, ' ').replace(/^ | $/gm, '').trim();
