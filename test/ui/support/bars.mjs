/** The lengths of bars as abcjs reads them: an oracle that shares nothing with the code under test. */
import abcjs from 'abcjs';

/**
 * @param {string} abc one tune in one voice
 * @returns {number[]} the length of each bar that has notes, in whole notes
 */
export function barLengths(abc) {
  const [tune] = abcjs.parseOnly(abc);
  const elements = tune.lines.flatMap(({ staff = [] }) => staff.flatMap(({ voices }) => voices[0] ?? []));
  const lengths = [];
  let length = 0;
  let factor = 1;
  for (const element of elements) {
    if (element.el_type === 'bar') {
      if (length > 0) lengths.push(rounded(length));
      length = 0;
    }
    if (element.el_type !== 'note') continue;
    if (element.startTriplet) factor = element.tripletMultiplier;
    length += element.duration * factor;
    if (element.endTriplet) factor = 1;
  }
  return length > 0 ? [...lengths, rounded(length)] : lengths;
}

/** Tuplets make thirds of binary fractions: what differs by less than this is the same. */
const rounded = (length) => Math.round(length * 3840) / 3840;
