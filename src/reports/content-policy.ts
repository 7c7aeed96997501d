import { sha256 } from '@noble/hashes/sha2.js';

/**
 * A content security policy for a page that needs nothing from outside: no request of any kind may leave it, and
 * only these scripts run, known by their SHA-256. Styles may be inline, which Plotly depends on.
 * @param scripts the text between the script tags, byte for byte
 */
export function contentPolicy(scripts: readonly string[]): string {
  const hashes = scripts.map((script) => `'sha256-${base64(sha256(new TextEncoder().encode(script)))}'`);
  return [
    "default-src 'none'",
    `script-src ${hashes.join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
