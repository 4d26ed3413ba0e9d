import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine, Precision } from '../../../src/engine/engine.ts';
import { createReferenceEngine } from '../../../src/engine/reference/reference.ts';
import { createTensorflowEngine } from '../../../src/engine/tensorflow/tensorflow.ts';
import { readModel, type Model } from '../../../src/model/folder.ts';
import { encode } from '../../../src/model/vocabulary.ts';
import { modelFilesOn } from '../../../src/node/model-files.ts';
import { baselineEngine, buildAll, relaxedEngine } from './built.ts';
import { cpuTensorflow } from './tensorflow.ts';

/** What stands before every tune that a model has learnt. */
const START = '\n';

/**
 * The beginning of a tune that the tiny model has learnt, and what it finds likeliest then. Another tiny model finds other
 * text: take the reference's, after a prompt where the likeliest character is always so by far.
 */
const PROMPT =
  'R:reel\nM:2/2\nK:G\n|:DGBd g2fg|edBd AGEF|DGBd gfgb|aged B2AG|\nDGBd g2fg|edBd AGEG|c2ec B2dB|1AGFA';
const GOLDEN =
  " G2B,:|2DFED D2B,2|D2D2F,4|z8|]\n\nM:4/4\nK:C\nC,D,E,F, G,A,B,C|DEFG ABcd|efga bc'd'e'|c'2b2 a4|\n" +
  'c8|c4c4|c2c2 c2c2|c/c/c/c/ ';

const engines: Record<string, Engine> = { reference: createReferenceEngine() };
let model: Model;

beforeAll(async () => {
  await buildAll();
  engines['relaxed'] = await relaxedEngine(1);
  engines['baseline'] = await baselineEngine();
  engines['TensorFlow.js'] = createTensorflowEngine(await cpuTensorflow());
  model = await readModel(modelFilesOn('models/tiny'));
}, 120_000);

/** The likeliest characters after the prompt, and the logits of each step. */
async function likeliest(
  engine: Engine,
  precision: Precision,
): Promise<{ text: string; logits: Float32Array[] }> {
  const sampler = await engine.createSampler(model.weights, 1, precision);
  const { characters } = model.vocabulary;
  let text = '';
  let next = new Float32Array(0);
  for (const index of encode(model.vocabulary, START + PROMPT)) next = sampler.step([index]).slice();
  const logits = [next];
  while (text.length < GOLDEN.length) {
    const index = next.indexOf(Math.max(...next));
    text += characters[index];
    next = sampler.step([index]).slice();
    logits.push(next);
  }
  sampler.dispose();
  return { text, logits };
}

/** The root of the mean square of all differences. */
function distance(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  const squares = a.flatMap((logits, step) => Array.from(logits, (z, i) => (z - b[step][i]) ** 2));
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

describe('at temperature 0', () => {
  test.each([
    ['reference', 'float32', 0],
    ['relaxed', 'float32', 1e-5],
    ['baseline', 'float32', 1e-5],
    ['TensorFlow.js', 'float32', 1e-5],
    ['relaxed', 'int8', 0.3],
    ['baseline', 'int8', 0.3],
  ] as const)('%s, %s: the golden text, and logits within %d', async (name, precision, tolerance) => {
    const ours = await likeliest(engines[name], precision);
    const theirs = await likeliest(engines['reference'], 'float32');
    expect(ours.text).toBe(GOLDEN);
    expect(distance(ours.logits, theirs.logits)).toBeLessThanOrEqual(tolerance);
  });
});
