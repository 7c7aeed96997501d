/** The palette, colour-blind safe after Okabe and Ito; figures take their colours from here, too. */
const light = `
  --paper: #fbfbf9; --surface: #ffffff; --text: #1a1e23; --muted: #5a646e; --rule: #d6d9d5; --grid: #eaebe7;
  --accent: #1d5fa6; --second: #c4540a; --seed: rgba(84, 104, 124, 0.36); --seed-faint: rgba(84, 104, 124, 0.2);
  --band: rgba(29, 95, 166, 0.17); --band-strong: #a9c4e2; --threshold: #0a7454;
  --stage: #f3f2ec; --good: #0a7454; --mixed: #8a5a00; --poor: #b0440a;
  --series-1: #0072b2; --series-2: #d55e00; --series-3: #009e73; --series-4: #b8578c;
  --series-5: #3b9fdb; --series-6: #c98a00; --series-7: #555b61; --series-8: #7a5cc0;`;

const dark = `
  --paper: #131619; --surface: #1b1f23; --text: #e9eae7; --muted: #9ba5ae; --rule: #3a4147; --grid: #272c31;
  --accent: #74b3f0; --second: #f29a63; --seed: rgba(164, 184, 204, 0.36); --seed-faint: rgba(164, 184, 204, 0.2);
  --band: rgba(116, 179, 240, 0.2); --band-strong: #38587a; --threshold: #4fc79f;
  --stage: #d6d5ce; --good: #4fc79f; --mixed: #e0b24c; --poor: #f0925a;
  --series-1: #5aaee6; --series-2: #f28a42; --series-3: #35c796; --series-4: #e08fba;
  --series-5: #8ccbf2; --series-6: #e8b93e; --series-7: #aab2b9; --series-8: #ad98e8;`;

const palette = `
:root {${light}
  color-scheme: light dark;
  --sans: -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', 'Liberation Sans', Arial, system-ui, sans-serif;
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace;
}
@media screen and (prefers-color-scheme: dark) { :root:not(.printing) {${dark}
} }`;

const text = `
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--text);
  font: 1rem/1.55 var(--sans); font-variant-numeric: tabular-nums; -webkit-font-smoothing: antialiased;
}
main { max-width: 1180px; margin: 0 auto; padding: 48px 32px 64px; }
h1 { font-size: clamp(1.7rem, 1.2rem + 2vw, 2.5rem); line-height: 1.15; letter-spacing: -0.02em; font-weight: 650; margin: 0; text-wrap: balance; }
h2 { font-size: 1.35rem; letter-spacing: -0.01em; font-weight: 640; margin: 0 0 8px; }
h3 { font-size: 0.95rem; font-weight: 620; margin: 0; }
h3.group { margin: 32px 0 8px; font-size: 1rem; }
p { margin: 0 0 12px; max-width: 72ch; }
section > p, figcaption, .strip-note, footer { color: var(--muted); }
section { margin-top: 64px; scroll-margin-top: 24px; }
code, pre { font-family: var(--mono); font-size: 0.86em; }
a { color: var(--accent); }
.eyebrow { display: flex; flex-wrap: wrap; color: var(--muted); font-size: 0.9rem; margin-bottom: 10px; max-width: none; }
.eyebrow span:not(:last-child)::after { content: '·'; margin: 0 0.6em; }
.whole { white-space: nowrap; }
nav { display: flex; flex-wrap: wrap; gap: 6px 24px; margin-top: 32px; padding-top: 16px; border-top: 1px solid var(--rule); font-size: 0.92rem; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; text-underline-offset: 3px; }
footer { margin-top: 72px; padding-top: 16px; border-top: 1px solid var(--rule); font-size: 0.85rem; }`;

const headerStyle = `
.verdict { display: grid; grid-template-columns: minmax(240px, 330px) 1fr; gap: 16px 56px; align-items: center; margin: 32px 0 28px; }
.figure-label { margin: 0; color: var(--muted); font-size: 0.9rem; }
.number { font-size: clamp(3rem, 2rem + 4vw, 4.4rem); font-weight: 680; line-height: 1.05; letter-spacing: -0.035em; margin: 2px 0 8px; }
.interval-text { margin: 0 0 14px; color: var(--muted); font-size: 0.95rem; line-height: 1.5; }
.interval-text b { color: var(--text); font-weight: 600; }
.badge { display: inline-flex; align-items: center; gap: 8px; margin: 0; font-weight: 620; font-size: 0.95rem; color: var(--tone); }
.badge::before { content: ''; width: 10px; height: 10px; border-radius: 50%; background: var(--tone); }
.good { --tone: var(--good); } .mixed { --tone: var(--mixed); } .poor { --tone: var(--poor); }
.strip { display: block; overflow: visible; }
.strip text { fill: var(--muted); font-size: 12px; }
.strip circle { fill: var(--accent); fill-opacity: 0.85; stroke: var(--paper); stroke-width: 1; }
.strip .axis { stroke: var(--rule); }
.strip .threshold { stroke: var(--threshold); stroke-width: 1.5; stroke-dasharray: 2 3; }
.strip text.threshold { stroke: none; fill: var(--threshold); }
.strip .interval { stroke: var(--band-strong); stroke-width: 6; }
.strip .range { stroke: var(--seed); stroke-width: 1.5; }
.strip .mean { stroke: var(--accent); stroke-width: 2.5; }
.strip-note { font-size: 0.83rem; margin: 2px 3% 0; max-width: none; }
.no-result { font-size: 1.15rem; margin: 24px 0; }
.notices { list-style: none; margin: 0 0 28px; padding: 12px 18px; border-left: 3px solid var(--mixed); background: var(--surface); font-size: 0.95rem; }
.notices.failed { border-left-color: var(--poor); }
.notices li { white-space: pre-line; }
.notices li + li { margin-top: 6px; }
.tiles { display: grid; grid-template-columns: repeat(6, 1fr); gap: 1px; margin: 0; background: var(--rule); border: 1px solid var(--rule); border-radius: 10px; overflow: hidden; }
.tiles > div { background: var(--surface); padding: 14px 16px 12px; }
dt { color: var(--muted); font-size: 0.82rem; }
dd { margin: 0; }
.tiles dd { font-size: 1.16rem; font-weight: 600; letter-spacing: -0.01em; margin-top: 2px; }
.tiles small { display: block; font-size: 0.8rem; font-weight: 400; letter-spacing: 0; line-height: 1.4; color: var(--muted); margin-top: 2px; }`;

const figureStyle = `
.figures { display: grid; gap: 36px 32px; margin-top: 20px; }
.figures.columns-2 { grid-template-columns: repeat(2, minmax(0, 1fr)); }
.figures.columns-3 { grid-template-columns: repeat(3, minmax(0, 1fr)); }
.figures.columns-4 { grid-template-columns: repeat(4, minmax(0, 1fr)); }
figure { margin: 0; min-width: 0; }
.plot { margin-top: 6px; }
figcaption { font-size: 0.83rem; line-height: 1.45; margin-top: 4px; max-width: 100ch; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 2px 18px; margin: 6px 0 0; padding: 0; font-size: 0.83rem; color: var(--muted); }
.legend li { display: inline-flex; align-items: center; gap: 7px; }
.legend i { display: inline-block; width: 18px; height: 0; border-top: 2.5px solid; }
.legend .thin { border-top-width: 1.5px; }
.legend .dashed { border-top-style: dashed; border-top-width: 2px; }
.legend .band { height: 10px; border: 0; background: currentColor; border-radius: 2px; }
.legend .dot { width: 9px; height: 9px; border: 0; border-radius: 50%; background: currentColor; }
.legend .ring { width: 9px; height: 9px; border: 1.75px solid; border-radius: 50%; }
.table { overflow-x: auto; margin-top: 24px; background: linear-gradient(to right, var(--paper) 30%, transparent) left / 40px 100% no-repeat local, linear-gradient(to left, var(--paper) 30%, transparent) right / 40px 100% no-repeat local, linear-gradient(to left, var(--rule), transparent) right / 14px 100% no-repeat scroll; }
table { border-collapse: collapse; width: 100%; font-size: 0.88rem; white-space: nowrap; }
th, td { text-align: right; padding: 6px 10px; border-bottom: 1px solid var(--grid); font-weight: 400; }
thead th { color: var(--muted); font-size: 0.82rem; }
thead tr:first-child th { border-bottom: 0; padding-bottom: 2px; font-weight: 600; color: var(--text); text-align: center; }
thead tr:last-child th { border-bottom: 1px solid var(--rule); }
thead th[rowspan] { vertical-align: bottom; padding-bottom: 6px; border-bottom: 1px solid var(--rule) !important; }
tbody th, thead tr:first-child th[rowspan] { text-align: left; padding-left: 0; position: sticky; left: 0; background: var(--paper); }
td.none, .status { color: var(--muted); }
td.none { text-align: center; }
td b { font-weight: 620; }`;

const playerStyle = `
.player { display: grid; grid-template-columns: minmax(0, 3fr) minmax(240px, 1fr); gap: 20px 32px; margin-top: 20px; }
.stage { background: var(--stage); border-radius: 10px; overflow: hidden; display: grid; place-items: center; color: #1a1e23; }
.stage svg { display: block; width: 100%; max-height: 440px; }
.stage pre { margin: 0; padding: 20px; font-size: 0.95rem; line-height: 1.3; overflow: auto; max-width: 100%; }
.controls { display: flex; align-items: center; gap: 12px; margin-top: 12px; }
.controls input { flex: 1; min-width: 0; accent-color: var(--accent); height: 24px; margin: 0; }
button, select { font: inherit; font-size: 0.9rem; color: var(--text); background: var(--surface); border: 1px solid var(--rule); border-radius: 7px; padding: 6px 12px; min-height: 36px; }
button { cursor: pointer; }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--paper); font-weight: 600; min-width: 5.2em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.readings { display: flex; flex-direction: column; gap: 18px; min-width: 0; }
.readings select { width: 100%; }
.readings dl { margin: 0; display: grid; gap: 10px; }
.readings dd { font-size: 1.2rem; font-weight: 600; line-height: 1.3; }
.readings small { font-size: 0.85rem; font-weight: 400; color: var(--muted); }
.q-values p { font-size: 0.8rem; color: var(--muted); margin: 8px 0 0; }
.bar-row { display: grid; grid-template-columns: minmax(3.5em, 7em) 1fr 4.2em; gap: 10px; align-items: center; margin-top: 8px; font-size: 0.88rem; color: var(--muted); }
.bar-name { overflow-wrap: anywhere; line-height: 1.25; }
.bar-track { height: 10px; background: var(--grid); border-radius: 5px; overflow: hidden; }
.bar-track i { display: block; height: 100%; background: var(--seed); }
.bar-value { text-align: right; }
.chosen { color: var(--text); font-weight: 600; }
.chosen i { background: var(--accent); }`;

const reproduceStyle = `
.copyable { position: relative; margin: 12px 0; }
.copyable pre { margin: 0; padding: 14px 84px 14px 16px; background: var(--surface); border: 1px solid var(--rule); border-radius: 10px; overflow: auto; max-height: 480px; line-height: 1.5; }
.copyable button { position: absolute; top: 8px; right: 8px; min-height: 30px; padding: 3px 10px; font-size: 0.82rem; }
details { margin: 8px 0; }
summary { cursor: pointer; color: var(--accent); width: fit-content; }
.pairs { margin: 8px 0; display: grid; gap: 4px; font-size: 0.92rem; }
.pairs > div { display: grid; grid-template-columns: minmax(90px, 180px) 1fr; gap: 16px; }
.pairs dt { font-size: inherit; }
.pairs dd { overflow-wrap: anywhere; }`;

const smallScreens = `
@media (max-width: 1040px) {
  .tiles { grid-template-columns: repeat(3, 1fr); }
  .figures.columns-3, .figures.columns-4 { grid-template-columns: repeat(2, minmax(0, 1fr)); }
}
@media (max-width: 820px) {
  .figures.columns-2 { grid-template-columns: minmax(0, 1fr); }
  .verdict, .player { grid-template-columns: minmax(0, 1fr); }
  .readings dl { grid-template-columns: repeat(3, auto); }
}
@media (max-width: 560px) {
  .figures.columns-3, .figures.columns-4 { grid-template-columns: minmax(0, 1fr); }
  main { padding: 28px 18px 48px; }
  section { margin-top: 52px; }
  .tiles { grid-template-columns: 1fr 1fr; }
  .tiles > div { padding: 12px; }
  .pairs > div { grid-template-columns: 1fr; gap: 0; }
  .copyable pre { padding: 48px 16px 14px; }
  thead th { white-space: normal; vertical-align: bottom; }
}`;

/** On paper: light colours, one sheet's width, no controls, nothing cut through. */
const paper = `
:root.printing { color-scheme: light; --paper: #ffffff; }
.printing main { width: 700px; padding: 0; }
.printing .tiles { grid-template-columns: repeat(3, 1fr); }
.printing .figures:not(.columns-1) { grid-template-columns: repeat(2, minmax(0, 1fr)); }
@page { margin: 16mm 14mm; }
@media print {
  :root { color-scheme: light; font-size: 13px; }
  body { background: #ffffff; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  nav, button, .controls, .readings select { display: none !important; }
  figure, tr, .tiles, .player, .verdict { break-inside: avoid; }
  tbody tr:first-child { break-after: avoid; }
  tbody tr:last-child { break-before: avoid; }
  h2, h3, section > p { break-after: avoid; }
  .table { background: none; overflow: visible; }
  section { margin-top: 32px; }
  .copyable pre { max-height: none; white-space: pre-wrap; overflow-wrap: anywhere; padding-right: 16px; }
  table { font-size: 0.75rem; }
  th, td { padding: 3px 5px; }
}`;

export const pageStyle = [
  palette,
  text,
  headerStyle,
  figureStyle,
  playerStyle,
  reproduceStyle,
  smallScreens,
  paper,
].join('\n');
