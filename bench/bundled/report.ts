import type { Report, Composed } from './evaluation.ts';
import type { SecondHalves } from './continuing.ts';
import { METERS } from './human.ts';
import type { Distance, Judgement } from './judging.ts';
import type { Repetition } from './repetition.ts';

/** The report as text that a person reads. */
export function reportText(report: Report): string {
  return [
    `model ${report.model}, temperature ${report.drawing.temperature}, top-p ${report.drawing.topP}, seed ${report.drawing.seed}`,
    foresightTable(report),
    composedTable(report),
    repetitionTable(report),
    distanceTable(report.composed.constrained.distance, report.composed.plain.distance),
    copiesOf(report),
    continuedTable(report),
  ].join('\n\n');
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Rows with their columns lined up, the first to the left, the others to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, cell.length)),
    [],
  );
  const align = (cell: string, i: number): string =>
    i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0);
  return rows.map((row) => row.map(align).join('  ').trimEnd()).join('\n');
}

function foresightTable({ foresight: { model, echoed, ngram, below } }: Report): string {
  const head = `${model.tunes} unseen tunes: bits per character (less is better)`;
  return `${head}\n${table([
    ['', 'all', 'music'],
    ['characters', String(model.characters), String(model.musicCharacters)],
    ['n-gram, order 4', ngram.bitsPerCharacter.toFixed(3), ngram.musicBitsPerCharacter.toFixed(3)],
    ['model', model.bitsPerCharacter.toFixed(3), model.musicBitsPerCharacter.toFixed(3)],
    ['model with echoes', echoed.bitsPerCharacter.toFixed(3), echoed.musicBitsPerCharacter.toFixed(3)],
    ['model below the n-gram', percent(below.all), percent(below.music)],
  ])}\nlikeliest character right ${percent(model.top1)}, among the five likeliest ${percent(model.top5)}`;
}

function composedTable(report: Report): string {
  const head = [
    '|tunes|no|bars|tunes all|proper|ends on|bars|n × 8|whole|notes|pitch|bars|shared|most',
    '||warning|right|right|ending|tonic|a tune|bars|phrases|in key|range|again|notes|shared',
  ].map((row) => row.split('|'));
  const { constrained, plain } = report.composed;
  const section = (name: string, of: Composed['judgements']): string[][] =>
    METERS.map((meter) => judgementRow(`${name} ${meter}`, of[meter]));
  return `whole tunes from a header alone, and people's\n${table([
    ...head,
    ...section('constrained', constrained.judgements),
    ...section('plain', plain.judgements),
    ...section("people's", report.peopleInMeter),
    judgementRow("people's, all", report.people),
  ])}\nwhole phrases: every part has four bars, or eight …; shared notes: of the longest run that is in a training tune too, in whatever key; median and most`;
}

function judgementRow(name: string, { withoutWarnings, figures, novelty }: Judgement): string[] {
  const shares = [figures.rightBars, figures.cleanTunes, figures.properEndings, figures.tonicEndings];
  return [
    name,
    String(figures.tunes),
    percent(withoutWarnings),
    ...shares.map(percent),
    figures.bars.toFixed(1),
    percent(figures.eightBarTunes),
    percent(figures.wholePhrases),
    percent(figures.notesInKey),
    `${figures.lowest.toFixed(0)}–${figures.highest.toFixed(0)}`,
    percent(figures.repeatedBars),
    novelty.median.toFixed(1),
    String(novelty.longest),
  ];
}

function repetitionTable({ composed: { constrained, plain }, people }: Report): string {
  const row = (name: string, { quantiles, apart, runs, longestRun }: Repetition): string[] => [
    name,
    ...quantiles.map(percent),
    ...apart.map(({ share }) => percent(share)),
    ...runs.map(percent),
    String(longestRun),
  ];
  const apart = people.repetition.apart.map(({ distance }) => String(distance));
  return `bars that come again: share of a tune's bars (5, 25, 50, 75 and 95 of 100 tunes have fewer); bars that are the
same as the one so many before; tunes with a bar so often running; the most running\n${table([
    ['', '5', '25', '50', '75', '95', ...apart.map((bars) => `−${bars}`), '2×', '3×', '4×', 'most'],
    row('constrained', constrained.repetition),
    row('plain', plain.repetition),
    row("people's", people.repetition),
  ])}`;
}

function distanceTable(constrained: Distance, plain: Distance): string {
  const row = (name: string, of: Distance['people']): string[] => [
    name,
    ...[of.pitch, of.interval, of.rhythm, of.repetition].map((bits) => bits.toFixed(4)),
  ];
  return `distance to people's tunes (Jensen–Shannon, bits)\n${table([
    ['', 'pitch', 'interval', 'rhythm', 'repetition'],
    row('constrained', constrained.composed),
    row('plain', plain.composed),
    row("people's halves", constrained.people),
  ])}`;
}

function copiesOf({ composed: { constrained, plain } }: Report): string {
  const lines = [constrained, plain].flatMap((way) =>
    METERS.flatMap((meter) =>
      way.judgements[meter].novelty.copies.map(
        ({ of, bars }) => `  ${way === plain ? 'plain' : 'constrained'} ${meter}: ${bars} bars of ${of}`,
      ),
    ),
  );
  if (lines.length === 0) return 'no composed tune shares 8 bars on end with a training tune';
  return ['composed tunes that share 8 bars on end or more with a training tune:', ...lines].join('\n');
}

function continuedTable({ continued, peopleContinued }: Report): string {
  const row = (name: string, of: SecondHalves): string[] => [
    name,
    String(of.tunes),
    percent(of.rightBars),
    percent(of.notesInKey),
    percent(of.tonicEndings),
  ];
  return `people's tunes brought to their end from the middle: the second halves\n${table([
    ['', 'tunes', 'bars right', 'notes in key', 'ends on tonic'],
    row('constrained', continued.constrained),
    row('plain', continued.plain),
    row("people's own", peopleContinued),
  ])}`;
}
