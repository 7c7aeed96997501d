/** Writes the first TypeScript program of a Markdown file to a file: node extract-readme-program.mjs README.md out.ts */
import { readFileSync, writeFileSync } from 'node:fs';

const [, , markdown, out] = process.argv;
const program = /```ts\n([\s\S]*?)```/.exec(readFileSync(markdown, 'utf8'))?.[1];
if (program === undefined) throw new Error(`${markdown} holds no TypeScript program`);
writeFileSync(out, program);
