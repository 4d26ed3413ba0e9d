import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder, tunewright } from './program.ts';

/** Bad input gets exit code 2 and one line on stderr that says what to do. */
async function refused(args: readonly string[], sentence: RegExp, input = ''): Promise<void> {
  const { code, stdout, stderr } = await tunewright(args, { input });
  expect(stderr).toMatch(sentence);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
}

test('an unknown command or option is named', async () => {
  await refused(['sing'], /unknown command sing; .*--help/);
  await refused(['continue', '--loud'], /Unknown option '--loud'/);
  await refused(['continue', 'a.abc', '--bars', 'two'], /--bars: two is not a whole number/);
  await refused(['continue', 'a.abc', '--bars', '2', '--to-end'], /only one of --bars, --chars and --to-end/);
  await refused(['compose', '--temperature', '-1'], /--temperature/);
});

test('a missing, binary or tuneless file is named', async () => {
  const folder = scratchFolder();
  const [missing, binary, prose] = ['missing.abc', 'song.mp3', 'prose.abc'].map((name) => join(folder, name));
  if (missing === undefined || binary === undefined || prose === undefined) throw new Error('three names');
  writeFileSync(binary, Uint8Array.of(0xff, 0xfb, 0, 0, 1, 2));
  writeFileSync(prose, 'Dear diary,\nno music today.\n');
  await refused(['continue', missing], /missing\.abc: no such file/);
  await refused(['check', missing], /missing\.abc: no such file/);
  await refused(['continue', binary], /song\.mp3: this is a binary file/);
  await refused(['evaluate', prose], /prose\.abc: no tune found; a tune starts with X:/);
  await refused(['train', prose, '--out', join(folder, 'model')], /no tune found/);
  await refused(['train', folder, '--out', join(folder, 'model')], /no tune found/);
  expect(existsSync(join(folder, 'model'))).toBe(false);
});

test('a damaged model is named, with what is wrong', async () => {
  const folder = scratchFolder();
  await refused(['continue', '-', '--model', join(folder, 'none')], /none.*no such file/, 'X:1\nK:C\nCDE');
  mkdirSync(join(folder, 'broken'));
  writeFileSync(join(folder, 'broken', 'tunewright.json'), '{"format": 1, "na');
  await refused(
    ['continue', '-', '--model', join(folder, 'broken')],
    /tunewright\.json is not JSON/,
    'X:1\nK:C\nCDE',
  );
});

test('a model is never written among other files', async () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'diary.txt'), 'mine');
  writeFileSync(join(folder, 'tunes.abc'), 'X:1\nT:Scale\nM:4/4\nL:1/4\nK:C\nCDEF|GABc|\n');
  await refused(
    ['train', join(folder, 'tunes.abc'), '--out', folder],
    /holds other files; name a new folder/,
  );
  expect(readdirSync(folder).sort()).toEqual(['diary.txt', 'tunes.abc']);
  expect(readFileSync(join(folder, 'diary.txt'), 'utf8')).toBe('mine');
});

test('a key or meter that is none is named', async () => {
  await refused(
    ['compose', '--key', 'Q', '--model', 'models/irish-folk'],
    /Q is no key; give one like G, Am or Edor/,
  );
  await refused(['compose', '--meter', 'fast', '--model', 'models/irish-folk'], /fast is no meter/);
});

test('a place where no folder can be is named', async () => {
  const folder = scratchFolder();
  const tunes = join(folder, 'tunes.abc');
  writeFileSync(tunes, 'X:1\nT:Scale\nM:4/4\nL:1/4\nK:C\nCDEF|GABc|\n');
  await refused(['train', tunes, '--out', join(tunes, 'model')], /a file stands where a folder is needed/);
});

test('a network that does not fit into memory is refused before its weights are drawn', async () => {
  const folder = scratchFolder();
  const tunes = join(folder, 'tunes.abc');
  writeFileSync(tunes, 'X:1\nK:C\nCDEF|GABc|\n\nX:2\nK:C\nCEGc|c4|\n');
  const sizes = '--layers 8 --units 4096 --threads 1'.split(' ');
  const { code, stderr } = await tunewright(['train', tunes, '--out', join(folder, 'model'), ...sizes]);
  expect(stderr.trimEnd().split('\n').at(-1)).toMatch(
    /^tunewright: layers of 4096 units need \d+ MB, more than the 4095 MB there can be; layers of 2048 units fit/,
  );
  expect(code).toBe(2);
});

test('a run that does not fit into memory says how much it asked for and a setting that fits', async () => {
  const folder = scratchFolder();
  const tunes = join(folder, 'tunes.abc');
  const tune = (i: number): string =>
    `X:${i}\nT:${i}\nM:4/4\nL:1/4\nK:C\n${Array.from(i.toString(7), (digit) => 'CDEFGAB'[Number(digit)]).join('')}|\n`;
  writeFileSync(tunes, Array.from({ length: 6000 }, (_, i) => tune(i + 1)).join('\n'));
  const sizes = '--layers 2 --units 64 --seq 4096 --batch 1024 --threads 1'.split(' ');
  const { code, stderr } = await tunewright(['train', tunes, '--out', join(folder, 'model'), ...sizes]);
  expect(stderr.trimEnd().split('\n').at(-1)).toMatch(
    /^tunewright: this needs \d+ MB, more than the 4095 MB there can be; a batch of \d+ instead of 1024 needs half/,
  );
  expect(code).toBe(2);
}, 60_000);
