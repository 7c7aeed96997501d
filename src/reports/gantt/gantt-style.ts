const colors = `
:root { --late: #c0392b; --down: #b3261e; --maintenance: #2f6f8f; --closed: rgba(90, 100, 110, 0.14); --closed-solid: #c3c8cb; --idle: #e9ebe8; }
@media screen and (prefers-color-scheme: dark) { :root:not(.printing) {
  --late: #ff8a76; --down: #ff7a6b; --maintenance: #7cc3e6; --closed: rgba(150, 165, 180, 0.16); --closed-solid: #4a525a; --idle: #2a3036; } }`;

const verdict = `
.plan-verdict { display: grid; grid-template-columns: auto 1fr; gap: 8px 56px; align-items: center; margin: 28px 0 28px; }
.plan-notes { margin: 0; padding: 0; list-style: none; color: var(--muted); display: grid; gap: 4px; }
.plan-verdict .badge { margin-top: 4px; }
.wide { margin-top: 36px; }
.muted { color: var(--muted); font-size: 0.88rem; }`;

const chart = `
.gantt { position: relative; margin-top: 20px; }
.gantt-bar { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; }
.gantt-bar .group { display: inline-flex; }
.gantt-bar .group button { border-radius: 0; margin-left: -1px; }
.gantt-bar .group button:first-child { border-radius: 7px 0 0 7px; margin-left: 0; }
.gantt-bar .group button:last-child { border-radius: 0 7px 7px 0; }
.gantt-bar button[aria-pressed='true'] { background: var(--accent); border-color: var(--accent); color: var(--paper); }
.counter { color: var(--muted); font-size: 0.88rem; }
.gantt-legend { display: flex; gap: 12px; align-items: flex-start; margin: 14px 0 10px; }
.gantt-legend input { font: inherit; font-size: 0.85rem; color: var(--text); background: var(--surface); border: 1px solid var(--rule); border-radius: 7px; padding: 4px 10px; width: 11em; flex: none; }
.chips { display: flex; flex-wrap: wrap; gap: 4px 6px; max-height: 92px; overflow-y: auto; scrollbar-width: thin; }
.chip { display: inline-flex; gap: 6px; align-items: center; min-height: 0; padding: 1px 9px 1px 6px; font-size: 0.8rem; border-radius: 99px; line-height: 1.6; }
.chip[hidden] { display: none; }
.chip i { width: 10px; height: 10px; border-radius: 3px; flex: none; }
.chip[aria-pressed='true'] { border-color: var(--text); font-weight: 620; }
.chip.is-late { color: var(--late); }
.gantt-frame { position: relative; overflow-x: hidden; overflow-y: auto; border: 1px solid var(--rule); border-radius: 10px; background: var(--surface); scrollbar-width: thin; }
.gantt-frame canvas { position: sticky; top: 0; display: block; touch-action: pan-y; }
.gantt-map { display: block; width: 100%; height: 46px; margin-top: 8px; border-radius: 6px; cursor: ew-resize; touch-action: none; background: var(--surface); }
.gantt-keys { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 10px 0 0; max-width: none; color: var(--muted); font-size: 0.83rem; }
.gantt-keys .hint { margin-left: auto; }
.key { display: inline-flex; align-items: center; gap: 7px; }
.key i { width: 18px; height: 11px; border-radius: 2px; }
.key .setup { background: repeating-linear-gradient(-45deg, var(--muted) 0 1.5px, transparent 1.5px 4px); }
.key .down { background: repeating-linear-gradient(-45deg, var(--down) 0 1.5px, transparent 1.5px 4px); }
.key .maintenance { background: repeating-linear-gradient(-45deg, var(--maintenance) 0 1.5px, transparent 1.5px 4px); }
.key .closed { background: var(--closed); border: 1px solid var(--grid); }
.key .blocked { border: 1px solid var(--muted); }
.key .due { width: 2px; background: var(--late); }
.key .now { width: 2px; background: var(--text); }
.key .moved { border: 1.5px solid var(--late); }
.gantt-tip { position: absolute; z-index: 2; max-width: 340px; pointer-events: none; padding: 9px 12px; font-size: 0.84rem; background: var(--surface); border: 1px solid var(--rule); border-radius: 8px; box-shadow: 0 6px 24px rgba(0, 0, 0, 0.16); }
.gantt-tip[hidden] { display: none; }
.gantt-tip dl, .task-facts dl { display: grid; grid-template-columns: auto 1fr; gap: 1px 12px; margin: 5px 0 0; }
.gantt-tip dt, .task-facts dt { font-size: inherit; }`;

const panel = `
.gantt-panel { display: grid; grid-template-columns: minmax(210px, 1fr) minmax(300px, 2fr) minmax(230px, 1.3fr); gap: 20px 36px; margin-top: 20px; padding-top: 18px; border-top: 1px solid var(--rule); font-size: 0.88rem; align-items: start; }
.gantt-panel > p { grid-column: 1 / -1; }
.gantt-panel > .task-facts + p { grid-column: 2 / -1; }
.gantt-panel h3 { margin-bottom: 6px; }
.gantt-panel .muted { margin: 8px 0 0; font-size: 0.83rem; }
.late-note { margin: 10px 0 0; padding-left: 10px; border-left: 3px solid var(--late); }
.candidates { min-width: 0; overflow-x: auto; }
.candidates th, .candidates td { padding: 3px 8px; }
.candidates tbody th { padding-left: 0; white-space: nowrap; }
.candidates .names { white-space: normal; min-width: 10em; }
.candidates thead th { text-align: right; font-weight: 400 !important; color: var(--muted) !important; border-bottom: 1px solid var(--rule) !important; padding-bottom: 3px; }
.candidates thead th:first-child { text-align: left; padding-left: 0; }
.candidates tbody .chosen th, .candidates tbody .chosen td { font-weight: 640; color: var(--accent); }
.q-list { display: grid; gap: 4px; margin-top: 12px; }
.q-list > div { display: grid; grid-template-columns: 9.5em 1fr 5em; gap: 10px; align-items: center; }
.q-list b { font-weight: 400; }
.q-list span { background: var(--grid); height: 8px; border-radius: 4px; overflow: hidden; }
.q-list i { display: block; height: 100%; background: var(--accent); }
.q-list em { font-style: normal; text-align: right; }
.impossible ul { margin: 0; padding: 0; list-style: none; display: grid; gap: 3px; }
.impossible b { font-weight: 620; }
.late table { white-space: normal; }
.late td:last-child, .late th:last-child { text-align: left; width: 55%; }
.late td { vertical-align: top; white-space: nowrap; }
.late td:last-child { white-space: normal; }
.late tbody th { white-space: nowrap; vertical-align: top; }
.late ol { margin: 0; padding: 0; list-style: none; }
.late li + li { color: var(--muted); }
.late thead th, .change thead th { text-align: right !important; font-weight: 400 !important; color: var(--muted) !important; }
.late thead th:first-child, .late thead th:last-child, .change thead th:first-child { text-align: left !important; padding-left: 0; }
.late thead th:last-child { padding-left: 10px; }
.change { display: grid; grid-template-columns: minmax(min-content, 1fr) minmax(0, 1.5fr); gap: 24px 40px; align-items: start; }
.change table { font-size: 0.82rem; }
.moved { max-height: 420px; overflow-y: auto; }
@media (max-width: 900px) {
  .gantt-panel, .change, .plan-verdict { grid-template-columns: minmax(0, 1fr); }
  .gantt-panel > .task-facts + p { grid-column: auto; }
  .gantt-keys .hint { margin-left: 0; }
}
@media print { .gantt-bar, .gantt-map, .gantt-legend input, .gantt-keys .hint { display: none !important; } .chips { max-height: none; } }`;

/** Beside the style of all pages. */
export const ganttStyle = [colors, verdict, chart, panel].join('\n');
