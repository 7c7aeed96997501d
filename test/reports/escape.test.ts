import { describe, expect, it } from '@jest/globals';
import { fc } from '../fast-check.js';
import { escapeHtml, escapeJson, escapeLabel, escapeScript, html } from '../../src/reports/escape.js';

describe('html', () => {
  it('escapes what is interpolated, in content and in attributes', () => {
    const text = `<b title="x">'&'</b>`;
    expect(html`<p title="${text}">${text}</p>`.html).toBe(
      '<p title="&lt;b title=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;">' +
        '&lt;b title=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;</p>',
    );
  });

  it('joins arrays, keeps markup, and leaves out undefined and false, but not 0', () => {
    expect(html`${[html`<i>a</i>`, 'b&', [0, 1]]}${undefined}${false}`.html).toBe('<i>a</i>b&amp;01');
  });
});

describe('escapeHtml', () => {
  it('leaves no character that could begin or end markup', () => {
    fc.assert(fc.property(fc.string(), (text) => !/[<>"']/.test(escapeHtml(text))));
  });
});

describe('escapeJson', () => {
  it('means the same and holds no character that a script element or JavaScript could misread', () => {
    const value = fc.jsonValue();
    fc.assert(
      fc.property(value, (data) => {
        const text = escapeJson({ data, hostile: '</script><!--\u2028\u2029&' });
        expect(text).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(text)).toEqual(
          JSON.parse(JSON.stringify({ data, hostile: '</script><!--\u2028\u2029&' })),
        );
      }),
    );
  });
});

describe('escapeScript', () => {
  it('keeps the meaning of strings that would end the element', () => {
    const escaped = escapeScript(`"</script><SCRIPT><!-- a < b"`);
    expect(escaped).not.toMatch(/<\/script|<script|<!--/i);
    // The escape is one that JavaScript itself undoes.
    expect(new Function(`return ${escaped}`)()).toBe('</script><SCRIPT><!-- a < b');
  });

  it('has the line ends that an HTML parser sees', () => {
    expect(escapeScript('a\r\nb\rc\n')).toBe('a\nb\nc\n');
  });
});

describe('escapeLabel', () => {
  it('disarms the markup and the templates that Plotly reads', () => {
    expect(escapeLabel('<a href="x">%{y}</a>')).toBe('&lt;a href=&quot;x&quot;&gt;%&#123;y}&lt;/a&gt;');
  });
});
