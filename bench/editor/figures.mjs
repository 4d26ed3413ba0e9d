/** Figures of measurements, and the table that shows them. */

/** Milliseconds: median, 95 and 99 of a hundred, the longest, and of how many. */
export function summary(millis) {
  const sorted = [...millis].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
  return { median: at(0.5), p95: at(0.95), p99: at(0.99), longest: sorted.at(-1) ?? NaN, n: sorted.length };
}

const millis = (value) => (value === undefined ? '' : value.toFixed(value < 10 ? 1 : 0));
const load = (value) => value.map((average) => average.toFixed(1)).join(' ');

function verdict({ bar, figures }) {
  if (bar === undefined) return '';
  const [name, most] = bar;
  return `${name} ≤ ${most}: ${figures[name] <= most ? 'yes' : 'no'}`;
}

function row({ what, figures, processor, bar, load: average }) {
  const { median, p95, p99, longest, n } = figures;
  const cells = [median, p95, p99, longest, processor?.median, processor?.p95].map(millis);
  return `| ${[what, ...cells, n, verdict({ bar, figures }), load(average)].join(' | ')} |`;
}

const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(1);

function fuzzReport({ edits, asked, answered, accepted, faults, errors, memory, load: average }) {
  const lines = [
    `Fuzz: ${edits} random edits, ${asked} questions, ${answered} answered, ${accepted} suggestions accepted; load ${load(average)}.`,
    `Faults: ${faults.length + errors.length}${[...faults, ...errors].map((fault) => `\n- ${fault}`).join('')}`,
    '',
    '| after edits | extension host heap MB | worker heap MB | process MB |',
    '| --: | --: | --: | --: |',
  ];
  for (const { after, host, worker, process } of memory)
    lines.push(`| ${[after, ...[host, worker, process].map(megabytes)].join(' | ')} |`);
  return lines.join('\n');
}

/** The report as a page of Markdown. */
export function report({ when, machine, rows, fuzz }) {
  const { processor, cores, node } = machine;
  const head = `Measured ${when.slice(0, 16).replace('T', ' ')} UTC on ${processor}, ${cores} cores, Node ${node}; milliseconds.`;
  const table = [
    '| what | median | p95 | p99 | longest | processor median | processor p95 | n | bar | load average |',
    '| --- | --: | --: | --: | --: | --: | --: | --: | --- | --- |',
    ...rows.map(row),
  ].join('\n');
  return [head, table, ...(fuzz === undefined ? [] : [fuzzReport(fuzz)])].join('\n\n');
}
