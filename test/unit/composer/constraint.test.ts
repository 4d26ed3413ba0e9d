import { describe, expect, test } from 'vitest';
import { ourStart, refusal } from './reading.ts';

const END = '|]\n\n';

/** Right music, in canonical text: allowed to its end. */
const RIGHT: [name: string, meter: string, text: string][] = [
  ['full bars', '4/4', 'DEFG A2d2|BAGF E4|]\n\n'],
  ['a pickup and the last bar it makes whole', '6/8', 'A|d2e f2g|agf e2:|\n\n'],
  ['a second part with a pickup of its own', '6/8', 'A|d2e fed|cde d2:|\n|:fg|a2f d2f|ecA A:|\n\n'],
  ['a bar split by a repeat', '4/4', '|:DEFG A2d2|BAGF:|\nEDCB,|D8|]\n\n'],
  ['first and second endings', '2/4', '|:d2ed|c2A2|1 B4:|2 G4|]\n\n'],
  ['endings at the start of a line', '2/4', '|:d2ed|c2A2|\n[1 B4:|\n[2 G4||\n\n'],
  ['endings that begin within a bar', '2/4', '|:d2ed|c2|1 A2|B4:|2 d2|G4||\n\n'],
  ['lengths', '4/4', `D3/2E/ F/G/A//B3/4 c3//d//e3/2f/2g|z2x2 d4${END}`],
  ['broken rhythm', '4/4', `D>E F<G A>>B c2|D/>E/F3 G4${END}`],
  ['triplets', '2/4', `(3ABc d2|(3A/B/c/ d e2${END}`],
  ['tuplets written out', '4/4', `(3:2:2A2B c2 d2e2|(5:4:5ABcde f4${END}`],
  ['chords', '2/4', `[DFA]2 [D2F2]|[CE][DF][EG]/c/d${END}`],
  ['grace notes', '2/4', `{c}d2{ef}g2|{a/b/}d4${END}`],
  ['slurs, also dotted', '2/4', `(DE)(FG)|.(Bc) d2-|d4${END}`],
  ['ties over a bar', '2/4', `D2A2-|A2G2-|G4${END}`],
  ['ornaments', '2/4', `~D2.E.F|TG2vAuB|Hd4${END}`],
  ['chord symbols', '2/4', `"D"D2"F#m"A2|"G/B"B2 "A7"c2|"(D)"d4${END}`],
  ['changes of key and meter', '2/4', `D4|[K:G]G4|[M:3/4]A6|[K:Edor]B6${END}`],
  ['an overlay', '2/4', `D2A2&F4|D4${END}`],
  ['compound and additive meters', '(2+3)/8', `DE FGA|D2 F3${END}`],
  ['no meter', 'none', `DEF|GABcd efg|A${END}`],
  ['a rest for a whole bar', '3/4', `D6|Z|D6${END}`],
  ['both sides repeated, the first from the start of the tune', '2/4', 'd2ed|c4::A2d2|d4:|\n\n'],
  ['a first ending of half a part', '2/4', '|:d2ed|1c4|A4|G4|F4|E4:|2d4|]\n\n'],
  ['a tie from a trilled note', '2/4', `D2TA2-|A2G2${END}`],
  ['an ornament on the second note of a broken rhythm', '2/4', `D>~EF2${END}`],
];

/** Music that people write, but some programs misread: allowed, but not written by us. */
const MISREAD: [name: string, meter: string, text: string][] = [
  ['a first ending, the repeat having begun at the last one’s end', '2/4', 'd2ed|c4:|A2d2|1d4:|2G4|]\n\n'],
  ['a repeat that is never closed', '2/4', 'D4|E4||\n|:A2d2|d4|]\n\n'],
  ['a part of one bar', '2/4', 'D4|:E4|F4:|\n\n'],
  ['a slur that ends with the tie', '2/4', `(DEA2-)|A2G2${END}`],
  ['a roll after a grace note', '2/4', `D2{g}~A2${END}`],
  ['staccato on one note of a broken rhythm', '2/4', `D>.AG2${END}`],
  ['a fermata on the first note of a broken rhythm', '2/4', `HD>AG2${END}`],
  ['a chord tied', '2/4', `D2[DA]2-|[DA]4${END}`],
  ['a chord of unequal notes, as long as the first', '2/4', `[D2A][AF]2${END}`],
  ['endings for several times', '2/4', '|:d2ed|1,3 c4:|2,4 A4|]\n\n'],
  ['the complement of a pickup at the end of a line', '2/4', 'A|d2ed|c3|\n|:A|d2ed|c3:|\n\n'],
  ['the complement of a pickup at the end of a tune', '2/4', 'A|d2ed|c3|\n\n'],
];

describe('right music is allowed whole', () => {
  test.each(RIGHT)('%s', (_, meter, text) => {
    expect(refusal(meter, text)).toBe(null);
  });
});

describe('what some programs misread is allowed to people, not written by us', () => {
  test.each(MISREAD)('%s', (_, meter, text) => {
    expect(refusal(meter, text)).toBe(null);
    expect(refusal(meter, text, ourStart)).not.toBe(null);
  });
});

/** Wrong music: refused at its last character. */
const WRONG: [name: string, meter: string, text: string][] = [
  ['a line that is only a bar line', '2/4', 'd2ed|c2A2|\n|\n'],
  ['a first ending that does not turn back', '2/4', '|:d2ed|c2A2|d2ed|1 A4|B4|c4|d4|A4|B4|c4|d4|'],
  ['a bar too short', '4/4', 'DEFG ABcd|DEFG AB|D'],
  ['a bar too long', '4/4', 'DEFG ABcde'],
  ['a length that is too long', '2/4', 'D2A3|'],
  ['a length that leaves what no note can fill', '2/4', 'D2A/8A/1'],
  ['a length that no note has', '4/4', 'D5'],
  ['a tuplet that the bar has no room for', '2/4', 'D4('],
  ['a bar line within a tuplet', '2/4', 'D2(3AB|'],
  ['a tuplet that ends off the grid', '2/4', '(3A/B/c|'],
  ['broken rhythm at the end of a bar', '2/4', 'D2A2>'],
  ['broken rhythm between unequal notes', '4/4', 'D>E2'],
  ['broken rhythm into a bar line', '2/4', 'D2>|'],
  ['a chord not closed', '2/4', 'D2[FA|'],
  ['an empty chord', '2/4', 'D2[]'],
  ['grace notes before a bar line', '2/4', 'D4{'],
  ['grace notes before a rest', '2/4', 'D2{g}z'],
  ['a slur closed that none opened', '2/4', 'D2)'],
  ['a slur open at the end of a part', '2/4', 'D4|(DEFG||'],
  ['a tie to another pitch', '2/4', 'D2A2-|B'],
  ['a tie to another octave', '2/4', 'D2A2-|A,'],
  ['a tie to a rest', '2/4', 'D2-z'],
  ['an ornament before a bar line', '2/4', 'D4~'],
  ['a chord symbol of no chord', '2/4', '"Dh'],
  ['a chord symbol before a bar line', '2/4', 'D4"'],
  ['a repeat opened twice', '2/4', '|:D4|:'],
  ['the complement of a pickup within a part', '2/4', 'A|d2ed|c3|A'],
  ['a second ending without a first', '2/4', '|:D4|2'],
  ['a first ending without a second', '2/4', '|:D4|E4|1F4:|G'],
  ['the end after a pickup', '2/4', 'D4||A|\n\n'],
  ['the end of a tune in a split bar', '2/4', 'D4|E2||\n\n'],
  ['a line end within a bar', '2/4', 'D2\n'],
  ['two blanks', '2/4', 'D2  '],
];

/** What we do not write, refused at its last character. */
const NOT_OURS: [name: string, meter: string, text: string][] = [
  ['a repeat sign after one bar', '2/4', 'D4|:'],
  ['a double bar line after one bar', '2/4', 'A|D4||'],
  ['a repeat of one bar', '2/4', '|:D4:'],
  ['a thick bar line within a repeat', '2/4', '|:D4|E4|]'],
  ['the end within a repeat', '2/4', '|:D4|\n\n'],
  ['both sides repeated after a second ending', '2/4', '|:D4|1E4:|2F4::'],
  ['a chord of unequal notes', '2/4', '[D2F]'],
  ['a bar that a double bar line splits at the start of a part', '2/4', 'A|F2|'],
  ['a bar line of its own before an ending', '2/4', '|:d2ed|c2A2|\n|'],
  ['a bar that a first ending splits', '2/4', '|:d2ed|c2|1'],
];

describe('wrong music is refused where it goes wrong', () => {
  test.each(WRONG)('%s', (_, meter, text) => {
    expect(refusal(meter, text)).toBe(text);
  });

  test.each(NOT_OURS)('in our own text: %s', (_, meter, text) => {
    expect(refusal(meter, text, ourStart)).toBe(text);
  });
});
