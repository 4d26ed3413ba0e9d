import { randomInt } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { nextFloat, nextInteger, seedRandom, type Random } from '../../../src/model/random.ts';
import { decodeCheckpoint } from '../../../src/training/checkpoint.ts';
import { scratchFolder, tunewright, type Run } from './program.ts';

const EXAMPLES = join(import.meta.dirname, '..', '..', '..', 'examples');
/** Small, and yet long enough to be killed often: a few seconds and dozens of checkpoints. */
const RECIPE =
  '--layers 2 --units 12 --embedding 6 --seq 16 --batch 4 --dropout 0.2 --epochs 40 --threads 1 --checkpoint 0.05';
const KILLS = 12;

function train(out: string, ...more: readonly string[]): Promise<Run> {
  return tunewright(['train', EXAMPLES, '--out', out, ...RECIPE.split(' '), ...more]);
}

/**
 * Trains until something has happened to a random number of checkpoint files, and kills the process a random moment
 * after that: in the middle of writing one, between two, or at the end.
 */
async function trainAndKill(out: string, random: Random): Promise<Run> {
  const events = 1 + nextInteger(random, 16);
  const delay = nextFloat(random) < 0.5 ? 0 : 60 * nextFloat(random);
  let kill: () => void = () => undefined;
  let seen = 0;
  const watcher = watch(join(out, 'checkpoints'), () => {
    if (++seen === events) void sleep(delay).then(() => kill());
  });
  try {
    return await tunewright(['train', EXAMPLES, '--out', out, ...RECIPE.split(' '), '--resume'], {
      onError: (_, process) => (kill = () => process.kill('SIGKILL')),
    });
  } finally {
    watcher.close();
  }
}

/** What a finished run leaves: its model's bytes, and its last checkpoint but for the seconds it took. */
function outcome(out: string): unknown {
  const last = readdirSync(join(out, 'checkpoints'))
    .filter((name) => name.endsWith('.bin'))
    .sort()
    .at(-1);
  const checkpoint = decodeCheckpoint(
    new Uint8Array(readFileSync(join(out, 'checkpoints', last ?? 'none'))).slice(),
  );
  const { snapshot, best, bestWeights, curve } = checkpoint;
  return {
    last,
    model: readFileSync(join(out, 'weights.bin')).toString('base64'),
    snapshot,
    best,
    bestWeights,
    curve: curve.map((point) => ({ ...point, seconds: 0 })),
  };
}

test('training killed at random moments and resumed ends with the weights of an uninterrupted run', async () => {
  const seed = randomInt(2 ** 31);
  console.log(`seed ${seed}`);
  const random = seedRandom(seed);
  const folder = scratchFolder();
  const [whole, killed] = [join(folder, 'whole'), join(folder, 'killed')];
  expect((await train(whole)).code).toBe(0);
  mkdirSync(join(killed, 'checkpoints'), { recursive: true });

  const runs: Run[] = [];
  while (runs.length < KILLS && runs.at(-1)?.code !== 0) runs.push(await trainAndKill(killed, random));
  if (runs.at(-1)?.code !== 0) runs.push(await train(killed, '--resume'));

  const deaths = runs.filter(({ code }) => code === null).length;
  const resumed = runs.filter(({ stderr }) => stderr.includes('Going on from checkpoint-')).length;
  expect(runs.length - deaths).toBe(1);
  expect(deaths).toBeGreaterThan(0);
  expect(resumed).toBeGreaterThan(0);
  console.log(`killed ${deaths} times, gone on from a checkpoint ${resumed} times`);
  expect(outcome(killed)).toEqual(outcome(whole));
  expect(readdirSync(join(killed, 'checkpoints')).filter((name) => !name.endsWith('.bin'))).toEqual([]);
}, 120_000);
