/** The version of Lepton; a test holds it to package.json. */
export const leptonVersion = '0.1.0';

/** What a run was made with. */
export function versions(): Readonly<Record<string, string>> {
  const runtime: Readonly<Record<string, string | undefined>> =
    typeof process === 'undefined' ? {} : { node: process.versions.node, v8: process.versions.v8 };
  const known = Object.entries(runtime).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { lepton: leptonVersion, ...Object.fromEntries(known) };
}
