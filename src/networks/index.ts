/** What is learned: networks from plain data, their layers and first values. */
export { activationNames, activations, type ActivationName } from './activations.js';
export type { InitializedParameter, Initializer } from './initializers.js';
export type { ObservationSpecification } from './inputs.js';
export { layerSchema, type LayerSpecification } from './layers/index.js';
export type { Layer, LayerContext, LayerParameter, Training } from './layers/layer.js';
export {
  buildNetwork,
  initialize,
  parameterBytes,
  parameterCount,
  type Network,
  type NetworkEnvironment,
  type NetworkParameter,
  type WritableParameters,
} from './network.js';
export {
  networkSchema,
  type CheckedNetworkSpecification,
  type NetworkSpecification,
} from './specification.js';
