import type { ReplayOptions } from '../../src/replay/contract.js';
import { predictReplayBytes } from '../../src/replay/uniform-replay.js';
import type { AgentOptions } from '../contract.js';

/** What an agent's replay follows from. */
export type ReplayBasis = Pick<
  AgentOptions<{ readonly replayCapacity: number; readonly discount: number }>,
  'settings' | 'observations' | 'actions' | 'masked' | 'environments'
>;

export const replayOptions = ({ settings, ...where }: ReplayBasis): ReplayOptions => ({
  ...where,
  capacity: settings.replayCapacity,
  discount: settings.discount,
});

/** Bytes that the agent's replay will take. */
export const predictAgentReplayBytes = (basis: ReplayBasis): number =>
  predictReplayBytes(replayOptions(basis));
