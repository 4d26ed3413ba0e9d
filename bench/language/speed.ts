/**
 * How fast ABC is read: a fresh reading in MB/s, and one keystroke in a book of 10,000 tunes, from the edit to all
 * diagnostics. The book is made up here. `node speed.js [KEYSTROKES]`
 */
import { editBook, readBook } from '../../src/abc/book.ts';
import { createDiagnoser } from '../../src/abc/diagnostics.ts';
import { scan } from '../../src/abc/scan.ts';
import { nextInteger, seedRandom } from '../../src/model/random.ts';

const TUNES = 10_000;
const random = seedRandom(2026);
const pick = (choices: readonly string[]): string => choices[nextInteger(random, choices.length)] ?? '';

const FIGURES = ['abc', 'd2e', 'g>fe', '(3gab c', '{c}BAG', 'A3', '(GA)B', '"D"f2d', '~e3', 'a/g/fe', 'd2^c'];
const bar = (): string => `${pick(FIGURES)} ${pick(FIGURES)}`;
const line = (): string => `${[bar(), bar(), bar(), bar(), bar()].join('|')}|\n`;

function tune(number: number): string {
  const body = `|:${Array.from({ length: 8 }, line).join('')}:|\n`;
  return `X:${number}\nT:A made-up tune\nR:jig\nM:6/8\nL:1/8\nK:${pick(['G', 'D', 'Ador', 'Em'])}\n${body}\n`;
}

const text = Array.from({ length: TUNES }, (_, index) => tune(index + 1)).join('');

/** The least processor time of several runs, in ms: what one core takes, however busy the machine. */
function best(runs: number, work: () => unknown): number {
  let millis = Infinity;
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    millis = Math.min(millis, (user + system) / 1000);
  }
  return millis;
}

const rate = (millis: number): string =>
  `${(text.length / 1000 / millis).toFixed(1)} MB/s (${millis.toFixed(0)} ms)`;
console.log(`${TUNES} tunes, ${(text.length / 1e6).toFixed(2)} MB`);
console.log(`tokens of the whole file  ${rate(best(7, () => scan(text)))}`);
console.log(`reading it as a book      ${rate(best(7, () => readBook(text)))}`);
console.log(`first diagnostics         ${rate(best(3, () => createDiagnoser().diagnose(readBook(text))))}`);

const keystrokes = Number(process.argv[2] ?? 2000);
const { diagnose } = createDiagnoser();
let book = readBook(text);
diagnose(book);
const elapsed: number[] = [];
const computed: number[] = [];
let at = 0;
for (let stroke = 0; stroke < keystrokes; stroke++) {
  // A few keys at one place, then on to another tune.
  at = stroke % 8 === 0 ? nextInteger(random, book.length) : at + 1;
  const start = performance.now();
  const before = process.cpuUsage();
  book = editBook(book, { start: at, end: at, text: pick(['a', 'B', '2', '|', ' ', '(', '"', '\n']) });
  diagnose(book);
  const { user, system } = process.cpuUsage(before);
  elapsed.push(performance.now() - start);
  computed.push((user + system) / 1000);
}

function percentiles(what: string, millis: number[]): void {
  millis.sort((a, b) => a - b);
  const of = (share: number): string => (millis[Math.floor(share * (millis.length - 1))] ?? 0).toFixed(2);
  console.log(`  ${what}  p50 ${of(0.5)} ms, p99 ${of(0.99)} ms, worst ${of(1)} ms`);
}
console.log(`one keystroke to all diagnostics, ${keystrokes} times`);
percentiles('by the clock  ', elapsed);
percentiles('processor time', computed);
