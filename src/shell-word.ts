/** A word of a command as one types it: in quotes where a shell would take it apart. */
export function shellWord(word: string): string {
  return /^[\w./\\:@%+,=#-]+$/.test(word) && !word.startsWith('#')
    ? word
    : `"${word.replace(/(["$`\\])/g, '\\$1')}"`;
}
