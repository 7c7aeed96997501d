import { html } from '../escape.js';
import { formatCount, formatValue } from '../format.js';
import type { Replay } from '../replay.js';
import type { Section } from './section.js';

/** The player of recorded episodes; undefined where nothing was recorded. `player-client.ts` brings it to life. */
export function episodeSection(replays: readonly Replay[]): Section | undefined {
  const first = replays[0];
  if (first === undefined) return undefined;
  const options = replays.map(
    (replay, i) =>
      html`<option value="${i}">
        ${replay.label}: return ${formatValue(replay.return ?? NaN)}, ${formatCount(replay.steps, 'step')}
      </option>`,
  );
  return {
    id: 'episode',
    title: 'Replay',
    figures: [],
    body: html`
      <p>
        A recorded greedy episode. Each frame shows the world as the agent saw it, and the action that it then
        took. ${first.every > 1 && `To keep this page small, there is a frame every ${first.every} steps.`}
      </p>
      <div class="player" data-player>
        <div class="screen">
          <div class="stage" data-part="stage"></div>
          ${controls}
        </div>
        <div class="readings">
          <select aria-label="Episode" data-part="episode">
            ${options}
          </select>
          ${readings}
        </div>
      </div>
    `,
  };
}

const controls = html`
  <div class="controls">
    <button type="button" class="primary" data-part="play">Play</button>
    <input type="range" min="0" max="0" value="0" step="1" aria-label="Step" data-part="scrub" />
    <select aria-label="Speed" data-part="speed">
      <option value="0.25">¼×</option>
      <option value="1" selected>1×</option>
      <option value="2">2×</option>
      <option value="8">8×</option>
    </select>
  </div>
`;

const readings = html`
  <dl>
    <div>
      <dt>Step</dt>
      <dd>
        <span data-readout="step"></span><small> of <span data-readout="steps"></span></small>
      </dd>
    </div>
    <div>
      <dt>Action</dt>
      <dd data-readout="action"></dd>
    </div>
    <div>
      <dt>Reward so far</dt>
      <dd data-readout="total"></dd>
    </div>
  </dl>
  <div class="q-values">
    <h3>Q-values</h3>
    <div data-part="bars"></div>
    <p data-part="scale"></p>
  </div>
`;
