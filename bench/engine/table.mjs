/** The report of the benchmark as a page of Markdown. */
import { OURS } from './peers.mjs';
import { startTable } from './start.mjs';

/** Floating-point operations of products per character, or per row of a plain product: one for each multiplication and one for each addition. */
function operationsPerCharacter({ units: H, layers, vocabulary: V, work }) {
  if (work === 'product') return 2 * H * 4 * H;
  const forward = 2 * (layers * H * 4 * H + (layers - 1) * H * 4 * H + H * V);
  return work === 'training' ? 3 * forward : forward;
}

const whole = (value) => Math.round(value).toLocaleString('en');
const times = (value) => `${value.toFixed(value < 10 ? 2 : 0)}×`;

function row(name, result, ours, { request, limits }) {
  if (result.failed !== undefined) return `| ${name} | failed: ${result.failed} |||||||`;
  const alone =
    request.work === 'sampling' ? limits.int8KernelGopPerCpuSecond : limits.kernelGflopPerCpuSecond;
  const gflop = (result.charactersPerCpuSecond * operationsPerCharacter(request)) / 1e9;
  return [
    '',
    name,
    result.threads,
    whole(result.charactersPerSecond),
    whole(result.charactersPerCpuSecond),
    times(ours.charactersPerCpuSecond / result.charactersPerCpuSecond),
    times(ours.charactersPerSecond / result.charactersPerSecond),
    name.startsWith(OURS.name)
      ? `${gflop.toFixed(1)} (${Math.round((100 * gflop) / alone)} %)`
      : gflop.toFixed(1),
    whole(result.peakMegabytes),
    '',
  ]
    .join(' | ')
    .trim();
}

/** A heading for each case, a row for each engine; ratios are of ours to theirs: more than one is faster. */
export function table({ when, machine, missing, limits, start, cases }) {
  const { processor, cores, gibibytes, node, load } = machine;
  const head = [
    `Measured ${when.slice(0, 16).replace('T', ' ')} UTC on ${processor}, ${cores} cores, ${gibibytes} GiB, Node ${node};`,
    `load average at the start ${load[0].toFixed(1)}${load[0] > 0.5 ? ' (busy: columns of the clock are no claim)' : ''}.`,
    `Micro-kernel alone: ${limits.kernelGflopPerCpuSecond.toFixed(1)} GFLOP per processor second in single precision, ` +
      `${limits.int8KernelGopPerCpuSecond.toFixed(1)} with weights of 8 bits, as in sampling. Memory: ${limits.memoryGigabytesPerSecond.toFixed(1)} GB/s.`,
  ].join('\n');
  const columns = (what) =>
    `| engine | threads | ${what}/s | ${what}/CPU s | ours ÷ it (CPU) | ours ÷ it (clock) | GFLOP/CPU s (of the micro-kernel) | peak MB |`;
  const sections = cases.map(({ title, request, results }) => {
    const ours = results[OURS.name];
    const rows = Object.entries(results).map(([name, result]) =>
      row(name, result, ours, { request, limits }),
    );
    const what = request.work === 'product' ? 'rows' : 'char';
    return [
      `### ${title}`,
      '',
      columns(what),
      '| --- | --: | --: | --: | --: | --: | --: | --: |',
      ...rows,
    ].join('\n');
  });
  const versions = new Map(
    cases.flatMap(({ results }) => Object.entries(results).map(([name, { version }]) => [name, version])),
  );
  const said = [...versions].map(([name, version]) => `${name}: ${version}`).join('; ');
  const absent = Object.entries(missing).map(([name, why]) => `Missing: ${name} (${why}).`);
  const started = start === null ? [] : [startTable(start)];
  return [head, ...sections, ...started, `Versions: ${said}.`, ...absent].join('\n\n');
}
