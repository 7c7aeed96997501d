import { copyClient } from './client/copy-client.js';
import { figuresClient } from './client/figures-client.js';
import { playerClient } from './client/player-client.js';
import { renderDocument } from './document.js';
import type { Markup } from './escape.js';
import type { Replay } from './replay.js';
import type { Section } from './sections/section.js';

export interface Page {
  readonly title: string;
  readonly header: Markup;
  readonly sections: readonly Section[];
  readonly replays: readonly Replay[];
  readonly plotlySource: string;
  /** Styles beside those of all pages. */
  readonly style?: string;
}

/** A page with figures, buttons that copy, and recorded episodes. */
export function renderPage({ title, header, sections, replays, plotlySource, style = '' }: Page): string {
  return renderDocument({
    ...{ title, header, sections, plotlySource, style, data: { replays } },
    noScript: 'Figures and the recorded episode need JavaScript.',
    script: `${figuresClient}
${playerClient}
${copyClient}
startPlayer(page.replays);
startCopyButtons();
startFigures(figures);`,
  });
}
