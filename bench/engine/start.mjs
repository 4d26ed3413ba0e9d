/**
 * How long a model takes from nothing to the first character, and how much memory sampling takes: fresh processes,
 * each of which does it once in a fresh worker thread (cold-start.ts).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { mustRun } from '../../scripts/processes.mjs';
import { PROJECT } from '../../scripts/project.mjs';

const BUNDLED = join(PROJECT, 'models', 'irish-folk');
const UNITS = 512;

async function prepare() {
  // As they are shipped: smaller files start sooner.
  const shipped = { bundle: true, minify: true, platform: 'node', format: 'cjs', target: 'node20' };
  const entryPoints = { worker: 'src/worker/main.ts', 'bench-cold-start': 'bench/engine/cold-start.ts' };
  await build({ absWorkingDir: PROJECT, entryPoints, outdir: 'dist', logLevel: 'warning', ...shipped });
}

async function ask(request) {
  const program = join(PROJECT, 'dist', 'bench-cold-start.js');
  return JSON.parse(await mustRun(process.execPath, [program, JSON.stringify(request)], { capture: true }));
}

/** The middle and the 95th of a hundred, of each figure. */
function summary(samples) {
  return Object.fromEntries(
    Object.keys(samples[0]).map((name) => {
      const sorted = samples.map((sample) => sample[name]).sort((a, b) => a - b);
      const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
      return [name, { median: at(0.5), p95: at(0.95) }];
    }),
  );
}

async function repeated(runs, request) {
  const samples = [];
  for (let i = 0; i < runs; i++) samples.push(await ask(request));
  return summary(samples);
}

/** Milliseconds of the model worker and of its steps, and megabytes of sampling with a model of 2×512. */
export async function measureStart(runs) {
  await prepare();
  const folder = await mkdtemp(join(tmpdir(), 'tunewright-bench-'));
  try {
    const model = join(folder, 'model');
    await ask({ what: 'write', model, from: BUNDLED, units: UNITS });
    return {
      runs,
      worker: await repeated(runs, { what: 'worker', model: BUNDLED }),
      parts: await repeated(runs, { what: 'parts', model: BUNDLED }),
      bareMegabytes: (await repeated(5, { what: 'memory', model: null })).megabytes.median,
      samplingMegabytes: (await repeated(5, { what: 'memory', model })).megabytes.median,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The figures as Markdown. */
export function startTable({ runs, worker, parts, bareMegabytes, samplingMegabytes }) {
  const row = (name, { median, p95 }) => `| ${name} | ${median.toFixed(0)} | ${p95.toFixed(0)} |`;
  const rows = [
    ...Object.entries(parts).map(([name, figures]) => row(name, figures)),
    row('**the model worker: loaded**', worker.loaded),
    row('**the model worker: first character**', worker['first character']),
    row('processor time of that, all threads', worker.processor),
  ];
  return [
    '### cold start and memory',
    `The bundled model, ${runs} fresh processes; milliseconds from starting a worker thread. Above the steps one by one, below the model worker asked through its protocol.`,
    ['| step | median ms | 95 % within |', '| --- | --: | --: |', ...rows].join('\n'),
    `Sampling eight streams with 2×${UNITS}: at most ${samplingMegabytes.toFixed(0)} MB, ` +
      `${(samplingMegabytes - bareMegabytes).toFixed(0)} MB more than a process whose worker does nothing (${bareMegabytes.toFixed(0)} MB); reading the model included.`,
  ].join('\n\n');
}
