import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBars } from '../../../src/abc/bars.ts';
import { scratchFolder, tunewright } from './program.ts';

/** A tune of our own, in eight keys so that there is something to learn from and to hold out. */
const SCALES = ['C', 'G', 'D', 'A', 'F', 'Am', 'Em', 'Dm']
  .map(
    (key, i) => `X:${i + 1}\nT:Scale in ${key}\nR:jig\nM:6/8\nL:1/8\nK:${key}\nCDE FGA|cBA GFE|D3 E3|C6:|\n`,
  )
  .join('\n');
const SMALL = [
  '--layers',
  '1',
  '--units',
  '16',
  '--embedding',
  '8',
  '--batch',
  '4',
  '--seq',
  '16',
  '--threads',
  '1',
];

test('train makes a model that continue, compose and evaluate use', async () => {
  const folder = scratchFolder();
  const [tunes, model] = [join(folder, 'scales.abc'), join(folder, 'model')];
  writeFileSync(tunes, SCALES);

  const trained = await tunewright(['train', tunes, '--out', model, ...SMALL, '--epochs', '2', '--json']);
  expect(trained.code).toBe(0);
  expect(JSON.parse(trained.stdout)).toMatchObject({ name: 'model', outcome: 'finished', epochs: 2 });
  expect(readdirSync(model)).toEqual(
    expect.arrayContaining(['model.json', 'tunewright.json', 'weights.bin']),
  );

  const start = 'X:1\nT:New\nM:6/8\nL:1/8\nK:C\nCDE FGA|';
  const asked = [
    'continue',
    '-',
    '--model',
    model,
    '--bars',
    '2',
    '--candidates',
    '3',
    '--seed',
    '5',
    '--json',
  ];
  const continued = await tunewright(asked, { input: start });
  const { candidates } = JSON.parse(continued.stdout) as {
    candidates: { text: string; logProbability: number }[];
  };
  expect(candidates).toHaveLength(3);
  for (const { text, logProbability } of candidates) {
    const wrong = readBars(start + text).filter(({ verdict }) => verdict === 'short' || verdict === 'long');
    expect(wrong).toEqual([]);
    expect(text).toMatch(/\|/);
    expect(logProbability).toBeLessThan(0);
  }
  expect((await tunewright(asked, { input: start })).stdout.replace(/"millis".*/, '')).toBe(
    continued.stdout.replace(/"millis".*/, ''),
  );

  const composed = await tunewright([
    'compose',
    '--model',
    model,
    '--key',
    'G',
    '--title',
    'Mine',
    '--seed',
    '1',
  ]);
  expect(composed.stdout).toMatch(/^X:1\nT:Mine\n(.*\n)*K:G\n.*\|/);

  const evaluated = await tunewright(['evaluate', tunes, '--model', model, '--json']);
  expect(JSON.parse(evaluated.stdout)).toMatchObject({ tunes: 8 });
});

test('corpus prints the canonical text, tune by tune, a blank line between', async () => {
  const folder = scratchFolder();
  const tunes = join(folder, 'tunes.abc');
  writeFileSync(
    tunes,
    'X:1\nT:One\nM:C\nL:1/4\nK:Gmaj\nG2 "^loud"!f!A2|\n\nX:2\nT:Two\nR:Jig\nM:6/8\nL:1/8\nK:D\nA3 d3|\n',
  );
  const { stdout } = await tunewright(['corpus', tunes]);
  expect(stdout).toBe('M:4/4\nK:G\nG4 A4|\n\nR:jig\nM:6/8\nK:D\nA3 d3|\n');
});

test('check prints file:line:column severity code message and fails on an error', async () => {
  const folder = scratchFolder();
  const [good, bad] = [join(folder, 'good.abc'), join(folder, 'bad.abc')];
  writeFileSync(good, 'X:1\nT:Good\nM:4/4\nL:1/4\nK:C\nCDEF|GABc|\n');
  writeFileSync(bad, 'X:1\nT:Bad\nM:4/4\nL:1/4\nCDEF|GABc|\n');
  expect(await tunewright(['check', good])).toEqual({ code: 0, stdout: '', stderr: '' });
  const plain = await tunewright(['check', bad]);
  expect(plain.code).toBe(1);
  expect(plain.stdout).toMatch(/bad\.abc:\d+:\d+ error \S+ .*K:/);
  const [first] = JSON.parse((await tunewright(['check', bad, '--json'])).stdout) as Record<
    string,
    unknown
  >[];
  expect(first).toMatchObject({ file: bad, severity: 'error' });
  expect(Object.keys(first ?? {})).toEqual([
    'file',
    'line',
    'column',
    'endLine',
    'endColumn',
    'severity',
    'code',
    'message',
  ]);
});

test('an interrupted training goes on with --resume', async () => {
  const folder = scratchFolder();
  const [tunes, model] = [join(folder, 'scales.abc'), join(folder, 'model')];
  writeFileSync(tunes, SCALES);
  const command = ['train', tunes, '--out', model, ...SMALL, '--epochs', '400'];
  let interrupted = false;
  const stopped = await tunewright(command, {
    onError: (text, process) => {
      if (interrupted || !text.includes('step')) return;
      interrupted = process.kill('SIGINT');
    },
  });
  expect(stopped.code).toBe(130);
  expect(stopped.stderr).toMatch(/--resume goes on from here/);
  expect(readdirSync(model)).toEqual(['checkpoints']);
  const resumed = await tunewright([...command, '--resume', '--json']);
  expect(resumed.stderr).toMatch(/Going on from checkpoint-/);
  expect(resumed.code).toBe(0);
});
