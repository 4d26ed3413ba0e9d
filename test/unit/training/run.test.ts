import { beforeAll, expect, test } from 'vitest';
import type { Engine, Trainer } from '../../../src/engine/engine.ts';
import { createReferenceEngine } from '../../../src/engine/reference/reference.ts';
import { flatten, unflatten } from '../../../src/model/weights.ts';
import { decodeCheckpoint } from '../../../src/training/checkpoint.ts';
import { BUNDLED_RECIPE } from '../../../src/training/recipe.ts';
import { train, type Progress, type TrainWorld } from '../../../src/training/run.ts';
import type { TrainRequest } from '../../../src/training/plan.ts';
import { buildAll, relaxedEngine } from '../engine/built.ts';
import { memoryFiles } from './files.ts';
import { AIR, JIG, POLKA, REEL, TUNES } from './tunes.ts';

beforeAll(buildAll, 120_000);

const RECIPE = {
  ...BUNDLED_RECIPE,
  layers: 2,
  units: 6,
  embedding: 4,
  sequence: 24,
  batch: 3,
  warmupSteps: 4,
  dropout: 0.1,
  validationShare: 0.25,
  stepsPerValidation: 5,
};
const REQUEST: TrainRequest = {
  name: 'test',
  tunes: [...TUNES, ...TUNES, ...TUNES, ...TUNES, ...TUNES],
  recipe: RECIPE,
  length: { kind: 'epochs', epochs: 3 },
};

/** A world whose clock moves on by a second with every step of training. */
function world(more: Partial<TrainWorld> = {}): TrainWorld & { time: { steps: number } } {
  const time = { steps: 0 };
  const reference = createReferenceEngine();
  const engine: Engine = {
    ...reference,
    createTrainer: async (weights, options) => {
      const trainer = await reference.createTrainer(weights, options);
      return {
        ...trainer,
        step: (batch, rate) => {
          time.steps += 1;
          return trainer.step(batch, rate);
        },
      };
    },
  };
  return {
    engine,
    files: memoryFiles(),
    clock: () => 1000 * time.steps,
    time,
    checkpointSeconds: 4,
    ...more,
  };
}

test('a run learns, reports, and keeps the best weights by validation', async () => {
  const seen: Progress[] = [];
  const { model, record } = await train(
    {
      ...REQUEST,
      tunes: [JIG],
      validation: [JIG],
      recipe: { ...RECIPE, transpose: false, dropRhythm: 0, dropout: 0, peakRate: 0.02 },
      length: { kind: 'epochs', epochs: 40 },
    },
    world({ onProgress: (progress) => seen.push(progress) }),
  );
  const [first, last] = [seen[0], seen.at(-1)];
  expect(last?.bitsPerCharacter).toBeLessThan((first?.bitsPerCharacter ?? 0) / 1.25);
  expect(last?.step).toBe(last?.steps);
  expect(last?.secondsLeft).toBeCloseTo(0);
  expect(last?.charactersPerSecond).toBeGreaterThan(1);
  const validations = record.curve.flatMap((point) => point.validationBitsPerCharacter ?? []);
  expect(record.validation?.bitsPerCharacter).toBeCloseTo(Math.min(...validations), 10);
  expect(model.card.vocabulary[0]).toBe('\u0000');
  expect(model.card.figures['validation']).toEqual(record.validation);
  expect(model.card.echo?.map(({ distance }) => distance)).toEqual([2, 4, 8, 12, 16]);
});

test.each([{ kind: 'epochs', epochs: 3 } as const, { kind: 'minutes', minutes: 0.6 } as const])(
  'killed at any step and resumed, a run of %o ends as if nothing had happened',
  async (length) => {
    const whole = await train({ ...REQUEST, length }, world());
    for (const killed of [1, 4, 7, 8, 13, 14, 20]) {
      const dying = world();
      const pause = (): Promise<void> =>
        dying.time.steps === killed ? Promise.reject(new Error('killed')) : Promise.resolve();
      await expect(train({ ...REQUEST, length }, { ...dying, pause })).rejects.toThrow('killed');
      const resumed = await train({ ...REQUEST, length, resume: true }, world({ files: dying.files }));
      expect(resumed.record).toEqual(whole.record);
      expect(flatten(resumed.model.weights)).toEqual(flatten(whole.model.weights));
    }
  },
);

test('cancelled, a run keeps a checkpoint of the very step and throws the reason', async () => {
  const whole = await train(REQUEST, world());
  const controller = new AbortController();
  const files = memoryFiles();
  const first = world({ files, checkpointSeconds: 1e9, signal: controller.signal });
  const cancelled = train(REQUEST, {
    ...first,
    onProgress: ({ step }) => step === 11 && controller.abort(new Error('cancelled')),
  });
  await expect(cancelled).rejects.toThrow('cancelled');
  expect([...files.contents.keys()]).toEqual(['checkpoint-000000011.bin']);
  const messages: string[] = [];
  const { record } = await train(
    { ...REQUEST, resume: true },
    world({ files, onMessage: (line) => messages.push(line) }),
  );
  expect(messages).toEqual(['Going on from checkpoint-000000011.bin']);
  expect(record.curve).toEqual(whole.record.curve);
});

test.each(['reference', 'wasm'] as const)(
  'a loss that is not finite stops the run and says what to change; the last checkpoint stays: %s',
  async (name) => {
    const base = world();
    const engine: Engine = {
      ...base.engine,
      createTrainer: async (weights, options) => {
        const real = name === 'wasm' ? await relaxedEngine(1) : base.engine;
        const trainer = await real.createTrainer(weights, options);
        let steps = 0;
        return {
          ...trainer,
          step: (batch, rate) => {
            if (++steps === 10) spoil(trainer);
            const result = trainer.step(batch, rate);
            base.time.steps = steps;
            return result;
          },
        };
      },
    };
    await expect(train(REQUEST, { ...base, engine })).rejects.toThrow(
      /not finite in step 10: use a lower learning rate \(now .*\) or more warm-up, and begin anew/,
    );
    const names = await base.files.list();
    expect(names).toEqual(['checkpoint-000000004.bin', 'checkpoint-000000008.bin']);
    const last = decodeCheckpoint(await base.files.read('checkpoint-000000008.bin'));
    expect(flatten(last.snapshot.weights).every(Number.isFinite)).toBe(true);
  },
);

/** Makes the weights infinite, as updates that grow and grow do in the end. */
function spoil(trainer: Trainer): void {
  const snapshot = trainer.snapshot();
  const { hyperparameters } = snapshot.weights;
  const weights = unflatten(
    hyperparameters,
    flatten(snapshot.weights).map((w) => w * 1e39),
  );
  trainer.restore({ ...snapshot, weights });
}

test('going on from a model keeps what it knows and adds characters', async () => {
  const tunes = [JIG, JIG, REEL];
  const short = {
    ...REQUEST,
    tunes,
    recipe: { ...RECIPE, transpose: false },
    length: { kind: 'epochs', epochs: 1 } as const,
  };
  const first = await train(short, world());
  expect(first.model.vocabulary.characters).not.toContain('"');
  const second = await train(
    { ...short, tunes: [AIR, POLKA, AIR], from: first.model, recipe: { ...RECIPE, units: 99 } },
    world(),
  );
  expect(second.model.vocabulary.characters.slice(0, first.model.vocabulary.characters.length)).toEqual(
    first.model.vocabulary.characters,
  );
  expect(second.model.vocabulary.characters).toContain('"');
  expect(second.model.weights.hyperparameters).toMatchObject({
    units: 6,
    vocabulary: second.model.vocabulary.characters.length,
  });
  expect(second.record.from).toBe('test');
});

test('a model of another canonical form is refused', async () => {
  const { model } = await train({ ...REQUEST, length: { kind: 'epochs', epochs: 1 } }, world());
  const other = { ...model, card: { ...model.card, preparation: { canonical: 99 } } };
  await expect(train({ ...REQUEST, from: other }, world())).rejects.toThrow(
    'test has learnt another form of text',
  );
});

test('validation that gets no better ends the run early', async () => {
  const recipe = {
    ...RECIPE,
    stepsPerValidation: 1,
    patience: 2,
    peakRate: 0.05,
    transpose: false,
    dropout: 0,
    dropRhythm: 0,
  };
  const { record } = await train(
    { ...REQUEST, tunes: [JIG], validation: [POLKA], recipe, length: { kind: 'epochs', epochs: 400 } },
    world(),
  );
  expect(record.outcome).toBe('stopped early');
  expect(record.bestStep).toBeLessThan(record.steps);
});

test('no tune at all is said clearly', async () => {
  await expect(train({ ...REQUEST, tunes: [] }, world())).rejects.toThrow('there is no tune to learn from');
});
