/** What only tear sheets have. Gains are blue and losses orange, which colour-blind readers tell apart, too. */
const headStyle = `
.what { margin: 14px 0 0; color: var(--muted); max-width: 80ch; }
.alarm { margin: 24px 0 0; padding: 14px 20px; border-radius: 10px; background: var(--alarm); color: #ffffff; }
.alarm p { margin: 0; max-width: none; }
.alarm p + p { margin-top: 4px; }
:root { --alarm: #b3261e; --gain: #1d5fa6; --loss: #c4540a; }
@media screen and (prefers-color-scheme: dark) { :root:not(.printing) { --alarm: #a62b22; --gain: #3f86cf; --loss: #cf6a24; } }
.judgement { display: grid; grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); gap: 20px 48px; margin: 28px 0 24px; padding: 24px 28px 22px; background: var(--surface); border: 1px solid var(--rule); border-left: 5px solid var(--tone); border-radius: 10px; }
.judgement .words p { margin: 0 0 8px; font-size: 0.95rem; max-width: 62ch; }
.judgement .headline { font-size: clamp(1.3rem, 1.1rem + 1vw, 1.75rem) !important; line-height: 1.25; font-weight: 650; letter-spacing: -0.015em; color: var(--tone); margin: 2px 0 12px !important; text-wrap: balance; }
.judgement .spread { align-self: center; min-width: 0; }
.strip.difference { margin-top: 10px; }
.strip .zero { stroke: var(--text); stroke-width: 1.25; }
.strip.difference .interval { stroke-width: 8; }
.strip.difference circle { fill-opacity: 1; stroke: var(--surface); stroke-width: 1.5; }
.evidence { grid-column: 1 / -1; display: grid; grid-template-columns: repeat(auto-fit, minmax(210px, 1fr)); gap: 18px 28px; padding-top: 18px; border-top: 1px solid var(--rule); }
.void { --tone: var(--muted); }
.card p { margin: 0; }
.card-name { color: var(--muted); font-size: 0.82rem; }
.card-value { font-size: 1.16rem; font-weight: 620; }
.card-word { font-size: 0.8rem; font-weight: 560; color: var(--tone); margin-left: 4px; }
.card-note { font-size: 0.8rem; line-height: 1.4; color: var(--muted); }
.meter { position: relative; height: 6px; margin: 6px 0 8px; border-radius: 3px; background: var(--grid); }
.meter i { display: block; height: 100%; border-radius: 3px; background: var(--tone); }
.meter b { position: absolute; top: -3px; width: 2px; height: 12px; margin-left: -1px; background: var(--text); }
.notices.after-tiles { margin: 24px 0 0; }
.legend .up, .legend .down { width: 11px; height: 10px; border: 0; background: currentColor; clip-path: polygon(50% 0, 100% 100%, 0 100%); }
.legend .down { clip-path: polygon(0 0, 100% 0, 50% 100%); }`;

const tableStyle = `
.beside { display: grid; grid-template-columns: minmax(0, 1.5fr) minmax(0, 1fr); gap: 8px 56px; align-items: start; }
.figures-table tbody th { font-weight: 400; white-space: normal; }
.figures-table thead tr:first-child th { text-align: right; border-bottom: 1px solid var(--rule); padding-bottom: 6px; white-space: normal; overflow-wrap: break-word; }
.figures-table thead td { border-bottom: 1px solid var(--rule); }
.figures-table .group th { padding-top: 16px; font-size: 0.82rem; font-weight: 620; color: var(--text); border-bottom-color: var(--rule); }
thead tr:only-child th { text-align: right !important; border-bottom: 1px solid var(--rule) !important; padding-bottom: 6px !important; font-weight: 600; }
thead tr:only-child td { border-bottom: 1px solid var(--rule); }
thead tr:only-child th:first-child { text-align: left !important; padding-left: 0; }
thead tr:only-child th.words, td.words { text-align: left !important; padding-left: 20px; }
td.words { color: var(--muted); }
tr.own th, tr.own td { font-weight: 620; }
.heat-map { margin-top: 10px; }
.heat-map table { border-spacing: 2px; border-collapse: separate; table-layout: fixed; min-width: 720px; }
.heat-map th:first-child, .heat-map thead td { width: 3.6em; }
.heat-map td, .heat-map th { border: 0 !important; padding: 5px 7px; text-align: right; }
.heat-map tbody th { text-align: left; padding-left: 0; }
.heat-map .gain, .heat-map .loss { border-radius: 4px; }
.heat-map .gain { background: color-mix(in srgb, var(--gain) calc(var(--share) * 0.62), var(--surface)); }
.heat-map .loss { background: color-mix(in srgb, var(--loss) calc(var(--share) * 0.62), var(--surface)); }
.heat-map .still { color: var(--muted); opacity: 0.7; }
.heat-note { margin: 4px 0 24px; font-size: 0.83rem; max-width: none; }
.heat-map .apart { padding-left: 20px; }
.pairs.wide > div { grid-template-columns: minmax(110px, 230px) 1fr; }
.pairs.wide dd { max-width: 76ch; }`;

const smallScreens = `
@media (max-width: 900px) {
  .beside, .judgement { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 560px) {
  .judgement { padding: 18px 16px; }
  .pairs.wide > div { grid-template-columns: minmax(0, 1fr); }
  thead tr:only-child th.words, td.words { padding-left: 10px; }
}
.printing .judgement { grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); }
.printing .evidence { grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); }
@media print {
  .judgement, .alarm { break-inside: avoid; }
  .heat-map { break-after: avoid; }
  .beside { grid-template-columns: minmax(0, 1.5fr) minmax(0, 1fr); gap: 8px 24px; }
  thead th { white-space: normal; font-size: 0.75rem; }
  .heat-map table { min-width: 0; }
  .heat-map td, .heat-map th { padding: 3px 3px; }
}`;

export const tearSheetStyle = [headStyle, tableStyle, smallScreens].join('\n');
