import type { TextEdit } from '../../book.ts';
import { type BarRepair, type RepairRule, tryRepairs } from './bar-repairs.ts';
import { joined, parted, relengthened } from './candidates.ts';

/** A repair that needs no ear, and what it does, as a menu entry. */
export interface MechanicalRepair {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

const lastRelengthened: RepairRule = (bar) => {
  const last = bar.sounds.at(-1);
  return last ? relengthened({ ...bar, sounds: [last] }) : [];
};

/** The last note or chord of a bar as it is written. */
const lastNote = ({ text, start, end }: BarRepair): string =>
  /(?:\[[^\]]*\]|[_^=]*[A-Ga-gzx][,']*)[\d/]*$/.exec(text.slice(start, end))?.[0] ?? '';

/**
 * What can be done about a bar that does not fill its meter without asking for its music: the last note longer or
 * shorter, a bar line put in or taken away.
 */
export function mechanicalRepairs(tuneText: string, start: number, fileHeader = ''): MechanicalRepair[] {
  const tried = (rule: RepairRule, title: (repair: BarRepair) => string): MechanicalRepair[] =>
    tryRepairs(tuneText, start, fileHeader, rule).map((repair) => ({
      title: title(repair),
      edits: repair.edits,
    }));
  return [
    ...tried(lastRelengthened, (repair) => `Make the last note ${lastNote(repair)}`),
    ...tried(parted, () => 'Put a bar line where the bar is full'),
    ...tried(joined, () => 'Take the bar line away'),
  ];
}
