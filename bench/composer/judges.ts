import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import abcjs from 'abcjs';
import { isWrong, readBars } from '../../src/abc/bars.ts';

/** What one judge finds wrong, each finding without its place, so that two texts can be compared. */
export type Judge = (tune: string) => string[];

/** abcjs's parser. */
export const abcjsJudge: Judge = (tune) =>
  (abcjs.parseOnly(tune)[0].warnings ?? []).map((warning) =>
    // What follows the kind of fault is the line it is in, which a continuation makes longer.
    (/^Music Line:\d+:\d+:\s*([^:]*)/.exec(warning)?.[1] ?? warning).trim(),
  );

const folder = mkdtempSync(join(tmpdir(), 'composer-'));

/** Debian's abc2midi, errors only; its warnings are about style, and about bars as it counts them. */
export const abc2midiJudge: Judge = (tune) => {
  const file = join(folder, 'tune.abc');
  writeFileSync(file, `${tune.trimEnd()}\n`);
  let report = '';
  try {
    report = execFileSync('abc2midi', [file, '-c'], {
      // It leaves a file of its own where it runs.
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    report = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
  }
  return report
    .split('\n')
    .filter((line) => line.startsWith('Error'))
    .map((line) => line.replace(/^Error in line-char [\d-]+ : /, ''));
};

/** How often each finding occurs. */
export function counted(findings: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(finding, (counts.get(finding) ?? 0) + 1);
  return counts;
}

/** Findings of `after` that `before` has not, or has fewer of. */
export function added(before: readonly string[], after: readonly string[]): string[] {
  const known = counted(before);
  return after.filter((finding) => {
    const left = known.get(finding) ?? 0;
    known.set(finding, left - 1);
    return left <= 0;
  });
}

export interface BarCount {
  readonly bars: number;
  readonly withRest: number;
  readonly wrong: string[];
}

const hasRest = (bar: string): boolean => /[zx]/.test(bar.replace(/"[^"]*"|![^!]*!/g, ''));

/** Bars that begin at or end behind `from`, and those of them that do not fill the meter as musicians count. */
export function countBars(tune: string, from: number): BarCount {
  const bars = readBars(tune).filter(({ end }) => end > from);
  const textOf = ({ start, end }: { start: number; end: number }): string => tune.slice(start, end);
  const wrong = bars.filter(isWrong).map(textOf);
  return { bars: bars.length, withRest: bars.map(textOf).filter(hasRest).length, wrong };
}
