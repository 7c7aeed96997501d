/** The public surface of `lepton-rl/agents`; runs in browsers too. */
export type { Agent, AgentCost, AgentOptions, Transition } from './contract.js';
export { agentSchema, createAgent, type AgentDocument, type AgentSettings } from './create-agent.js';
export { createDqn } from './dqn.js';
export { dqnSchema, type DqnSettings } from './dqn-settings.js';
