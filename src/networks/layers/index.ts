/** The table of layers: a new layer is a file of this folder and a line here. */
import type { z } from 'zod';
import { oneKeyRecord } from '../../plain-data.js';
import { makeKind, schemasOf } from '../kind.js';
import { activation } from './activation.js';
import { dense } from './dense.js';
import { dropout } from './dropout.js';
import type { Layer } from './layer.js';
import { layerNorm } from './layer-norm.js';

const layers = { dense, layerNorm, activation, dropout };

/** A layer as plain data: `{ dense: 120 }`, `{ layerNorm: {} }`, `{ activation: relu }`, `{ dropout: 0.1 }`. */
export const layerSchema = oneKeyRecord(schemasOf(layers));

export type LayerSpecification = z.input<typeof layerSchema>;

export const makeLayer = (specification: LayerSpecification): Layer => makeKind(layers, specification);
