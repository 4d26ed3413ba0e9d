import { expect, test } from 'vitest';
import { leadUp } from '../../../src/extension/candidates/lead-up.ts';

const HEADER = 'X:7\nT:A Tune\nM:6/8\nL:1/8\nK:G\n';
const FIELDS = 'X:1\nM:6/8\nL:1/8\nK:G\n';

test.each<[string, string, string]>([
  ['whole bars', 'GAB c2d|e2f g3|afd dcB|A2B c2d|', 'afd dcB|A2B c2d|'],
  ['whole bars and what stands of the next', 'GAB c2d|e2f g3|afd dcB|A2', 'e2f g3|afd dcB|A2'],
  ['no more than there is', 'GAB c2d|', 'GAB c2d|'],
  ['nothing where there is no music yet', '', ''],
  ['one line, without lyrics and comments', 'GAB c2d| % good\nw:la la la\ne2f g3|\n', 'GAB c2d|   e2f g3| '],
  ['the cursor’s voice alone', 'V:1\nGAB c2d|e2f g3|\nV:2\nG6|', 'G6|'],
])('before the cursor stand %s', (_, body, music) => {
  expect(leadUp(HEADER + body, 2)).toEqual({ header: FIELDS, music });
});

test('a change of key stands where it was, on the same line', () => {
  const { header, music } = leadUp(`${HEADER}GAB c2d|\nK:D\nd2e f2g|`, 2);
  expect(header).toBe(FIELDS);
  expect(music).toBe('GAB c2d| [K:D] d2e f2g|');
});

test('what was changed before the bars holds for them', () => {
  const { header } = leadUp(`${HEADER}GAB|[M:2/4][K:D]d2e2|f2g2|a2f2|`, 2);
  expect(header).toBe('X:1\nM:2/4\nL:1/8\nK:D\n');
});

test('the tempo is that of the tune', () => {
  expect(leadUp('X:1\nQ:3/8=110\nM:6/8\nK:G\nGAB|', 2).header).toBe('X:1\nM:6/8\nL:1/8\nQ:3/8=110\nK:G\n');
});

test('bars of endless length are left out', () => {
  expect(leadUp(HEADER + 'GAB '.repeat(5000), 2)).toEqual({ header: FIELDS, music: '' });
});
