/**
 * The engine beside its peers and its limits, each measurement a process of its own, all in one run:
 * `npm run bench -- [--works product,training,sampling,evaluation,start] [--units 256,512] [--threads 1,2] [--batch 32]
 * [--sequence 128] [--repeats 5] [--peers all|none|NAME,…] [--json]`.
 * Ratios within a run are what counts. Those of processor time hold on a busy machine too; those of the clock only
 * on an idle one.
 */
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { buildKernels } from '../../scripts/build-kernels.mjs';
import { live, run } from '../../scripts/processes.mjs';
import { PROJECT } from '../../scripts/project.mjs';
import { OURS, PEERS } from './peers.mjs';
import { measureStart } from './start.mjs';
import { table } from './table.mjs';

const { values: flags } = parseArgs({
  options: {
    works: { type: 'string', default: 'product,training,sampling,evaluation,start' },
    units: { type: 'string', default: '256,512' },
    threads: { type: 'string', default: threadsUpTo(availableParallelism()) },
    batch: { type: 'string', default: '32' },
    sequence: { type: 'string', default: '128' },
    repeats: { type: 'string', default: '5' },
    peers: { type: 'string', default: 'all' },
    json: { type: 'boolean', default: false },
  },
});
/** Fresh processes for the time of a start. */
const START_RUNS = 20;

const numbers = (list) => list.split(',').map(Number);
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** 1, 2, 4, … and all of them. */
function threadsUpTo(cores) {
  const powers = Array.from({ length: Math.floor(Math.log2(cores)) + 1 }, (_, i) => 2 ** i);
  return [...new Set([...powers, cores])].join();
}

async function prepare() {
  await buildKernels();
  const entryPoints = {
    'engine-thread': 'src/node/engine-thread.ts',
    'bench-engine': 'bench/engine/main.ts',
  };
  const node = { bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' };
  await build({ absWorkingDir: PROJECT, entryPoints, outdir: 'dist', ...node });
}

/** Everything to be measured: one row of the table each, for every engine. */
function cases() {
  const shape = {
    vocabulary: 96,
    embedding: 64,
    layers: 2,
    batch: Number(flags.batch),
    sequence: Number(flags.sequence),
  };
  const common = { ...shape, repeats: Number(flags.repeats), streams: 1, steps: 200 };
  const most = Math.max(...numbers(flags.threads));
  const of = {
    training: (units) => ({
      title: `training 2×${units}`,
      request: { ...common, work: 'training', units, threads: most },
    }),
    sampling: (units) =>
      [1, 4].map((streams) => ({
        title: `sampling 2×${units}, ${streams} ${streams === 1 ? 'stream' : 'streams'}`,
        request: { ...common, work: 'sampling', units, threads: 1, streams },
      })),
    evaluation: (units) => ({
      title: `evaluation 2×${units}`,
      request: { ...common, work: 'evaluation', units, threads: most },
    }),
  };
  const asked = flags.works.split(',');
  const product = {
    title: 'a plain product, [512, 512] by [512, 2048]',
    request: { ...common, work: 'product', units: 512, batch: 512, sequence: 1, threads: 1, steps: 20 },
  };
  const works = asked.filter((work) => work in of);
  return [
    ...(asked.includes('product') ? [product] : []),
    ...works.flatMap((work) => numbers(flags.units).flatMap((units) => of[work](units))),
  ];
}

/** Runs one process for one measurement. */
async function measure(
  { command: [program, ...args], more = {}, chunk = {}, steps, env: own = {} },
  request,
) {
  const asked = {
    ...request,
    ...more,
    ...(request.work === 'sampling' ? {} : chunk),
    ...(steps ? { steps } : {}),
  };
  const threads = String(asked.threads);
  const env = {
    ...process.env,
    OMP_NUM_THREADS: threads,
    OPENBLAS_NUM_THREADS: threads,
    MKL_NUM_THREADS: threads,
    TF_NUM_INTRAOP_THREADS: threads,
    ...own,
  };
  const { code, output } = await run(program, [...args, JSON.stringify(asked)], {
    capture: true,
    cwd: PROJECT,
    env,
  });
  const answer = output.split('\n').findLast((line) => line.startsWith('{'));
  if (code !== 0 || answer === undefined)
    return { failed: output.trim().split('\n').at(-1) ?? `exit code ${code}` };
  const { version, wall, cpu, peakMegabytes } = JSON.parse(answer);
  const done = { sampling: asked.steps * asked.streams, product: asked.steps * asked.batch };
  const characters = done[asked.work] ?? asked.batch * asked.sequence;
  return {
    version,
    peakMegabytes,
    threads: asked.threads,
    charactersPerSecond: characters / median(wall),
    charactersPerCpuSecond: characters / median(cpu),
    wall: median(wall),
    cpu: median(cpu),
  };
}

/** The micro-kernels' rates in isolation, and the memory's bandwidth. */
async function limits() {
  const alone = (work, steps) =>
    measure(OURS, { work, steps, repeats: 9, streams: 1, batch: 1, sequence: 1, threads: 1 });
  const [kernel, int8Kernel, memory] = [
    await alone('kernel', 20_000),
    await alone('int8-kernel', 20_000),
    await alone('memory', 1),
  ];
  return {
    kernelGflopPerCpuSecond: (2 * 12 * 256 * 8 * 20_000) / kernel.cpu / 1e9,
    int8KernelGopPerCpuSecond: (2 * 4 * 512 * 32 * 20_000) / int8Kernel.cpu / 1e9,
    // Read once and written once.
    memoryGigabytesPerSecond: (2 * 4 * 2 ** 25) / memory.wall / 1e9,
  };
}

/** Our engine with each number of threads, then the peers that are there. */
async function measureCase({ title, request }, peers, say) {
  const results = {};
  const threads = request.work === 'training' ? numbers(flags.threads) : [request.threads];
  for (const count of threads) {
    say(`${title}: ${OURS.name}, threads ${count}`);
    results[threads.length > 1 && count !== request.threads ? `${OURS.name}, ${count} thread` : OURS.name] =
      await measure(OURS, { ...request, threads: count });
  }
  for (const peer of peers.filter(({ works }) => works?.includes(request.work) ?? true)) {
    say(`${title}: ${peer.name}`);
    results[peer.name] = await measure(peer, request);
  }
  return { title, request, results };
}

async function main() {
  await prepare();
  const say = flags.json ? () => {} : (line) => console.error(line);
  const wanted = PEERS.filter(({ name }) => flags.peers === 'all' || flags.peers.split(',').includes(name));
  const found = wanted.map((peer) => ({ ...peer, why: peer.missing() }));
  const report = {
    when: new Date().toISOString(),
    machine: {
      processor: cpus()[0]?.model,
      cores: availableParallelism(),
      gibibytes: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      load: loadavg(),
    },
    missing: Object.fromEntries(found.filter(({ why }) => why !== null).map(({ name, why }) => [name, why])),
    limits: await limits(),
    start: flags.works.split(',').includes('start') ? await measureStart(START_RUNS) : null,
    cases: [],
  };
  for (const one of cases())
    report.cases.push(
      await measureCase(
        one,
        found.filter(({ why }) => why === null),
        say,
      ),
    );
  console.log(flags.json ? JSON.stringify(report, null, 2) : table(report));
  return 0;
}

await live(join('bench', 'engine'), main);
