import { copyClient } from '../client/copy-client.js';
import { figuresClient } from '../client/figures-client.js';
import { renderDocument } from '../document.js';
import { calendarSection } from './sections/calendar.js';
import { costsSection } from './sections/costs.js';
import { drawdownsSection } from './sections/drawdowns.js';
import { header } from './sections/header.js';
import { keyFiguresSection } from './sections/key-figures.js';
import { lastTradesSection } from './sections/last-trades.js';
import { methodSection } from './sections/method.js';
import { performanceSection } from './sections/performance.js';
import { reproduceSection } from './sections/reproduce.js';
import { distributionSection, rollingSection } from './sections/returns.js';
import { robustnessSection } from './sections/robustness.js';
import { tradesSection } from './sections/trades.js';
import { checkInput } from './check-input.js';
import type { TearSheetInput } from './tear-sheet-input.js';
import { tearSheetStyle } from './tear-sheet-style.js';

export type { TearSheetInput } from './tear-sheet-input.js';

/**
 * The tear sheet of a backtest as one self-contained HTML document: it opens from disk, asks the network for nothing, and
 * has the same bytes for the same data. What the data lack is left out or said in words.
 * @param plotlySource the script that draws the figures, see `readPlotlySource`
 * @throws LeptonError `invalid-value` for fewer than two bars, or columns that do not belong together
 */
export function renderTearSheet(input: TearSheetInput, plotlySource: string): string {
  checkInput(input);
  const sections = [
    performanceSection(input),
    keyFiguresSection(input),
    tradesSection(input),
    calendarSection(input),
    distributionSection(input),
    rollingSection(input),
    drawdownsSection(input),
    costsSection(input),
    robustnessSection(input),
    lastTradesSection(input),
    methodSection(input),
    reproduceSection(input),
  ].filter((section) => section !== undefined);
  return renderDocument({
    ...{ title: input.title, header: header(input), sections, plotlySource, data: {} },
    style: tearSheetStyle,
    noScript: 'Figures need JavaScript.',
    script: `${figuresClient}
${copyClient}
startCopyButtons();
startFigures(figures);`,
  });
}
