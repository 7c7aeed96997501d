/** HTML that was made here and may be put on the page as it is. Text from data never has this type. */
export interface Markup {
  readonly html: string;
}

type Content = Markup | string | number | undefined | false | readonly Content[];

/**
 * Builds markup from a template. What is interpolated is escaped unless it is markup already; arrays are joined,
 * `undefined` and `false` are left out. Attribute values must stand in double quotes.
 */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return { html: parts.reduce((text, part, index) => text + render(contents[index - 1]) + part) };
}

function render(content: Content): string {
  if (content === undefined || content === false) return '';
  if (typeof content === 'string') return escapeHtml(content);
  if (typeof content === 'number') return String(content);
  if ('html' in content) return content.html;
  return content.map(render).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML, for element content and for quoted attribute values. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]);
}

const unsafeInJson = /[<>&\u2028\u2029]/g;

/** JSON that may stand in a `<script>` element: no `<` that could end it, no line end that JavaScript sees in a string. */
export function escapeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    unsafeInJson,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * JavaScript that may stand in a `<script>` element. `</script`, `<script` and `<!--` occur in strings and
 * patterns of sensible sources only, where `\x3c` means `<`. Line ends become those that an HTML parser sees,
 * which the hash in the content security policy depends on.
 */
export function escapeScript(source: string): string {
  return source.replace(/\r\n?/g, '\n').replace(/<(?=\/?script|!--)/gi, '\\x3c');
}

/** Text that Plotly shows: it reads a little HTML and `%{...}` in its labels. */
export function escapeLabel(text: string): string {
  return escapeHtml(text).replace(/%\{/g, '%&#123;');
}
