/** Tunes for the benchmark: what is written here, varied as players do, as many as are asked for. */

/** Parts of eight bars in M:4/4 and L:1/8, two to a tune; written for Tunewright. */
const PARTS = [
  'A2FA DAFA|BGdB AFED|A2FA DAFA|BGEF D2FG|A2FA DAFA|BGdB AFdf|efed BAFA|BGEF D4|',
  'd2fd adfd|cdec gece|d2fd adfd|BdAF E2DE|FAdf afdA|Bdgb gdBG|FAdA GBAG|FDEC D4|',
  'DEFA B2AB|dBAF E2FE|DEFA BAde|fdec d2cB|A2de f2ed|BdAF EFDE|FAdf edBd|AFEC D4|',
  'f2af e2ce|dcBA Bdef|g2bg fgaf|efdB A2de|f2af egec|dcBA BFAB|defd edBc|dBAF D4|',
  'G2BG dGBG|c2ec gcec|G2BG dGBd|cAFA G2AB|c2ec B2dB|AGAB cdef|gfed cBAG|FDEF G4|',
  'gfgd BGBd|cAFA c2Bc|gfgd BGBd|ecAF G2Bd|gfga bgdB|cegc BdgB|AcBA GFDF|AGEF G4|',
  'E2BE dEBE|EFGA B2AB|E2BE dBAF|DEFD E2BA|GFEG FEDF|EGBe gfed|BdAF GFED|EGFD E4|',
  'efge dBAB|efgb a2gf|efge dBAF|DEFA B2ed|efge dfed|BdAd BAFA|GFEG FDAF|EDB,D E4|',
  'A2cA eAcA|BcdB gdBG|A2cA eAce|dBGB A2GA|cBAc BAGB|ABcd efge|dBgB AcEc|BAG^G A4|',
  'a2ea caea|gedB GABd|a2ea caea|gedB A2ga|bgeg aece|dBGB cAEA|GABd egdB|cAB^G A4|',
];
const WORDS = ['Quay', 'Byre', 'Loft', 'Ford', 'Lamp', 'Harrow', 'Slipway', 'Gable', 'Sluice', 'Thatch'];
const KINDS = ['at Dawn', 'in the Rain', 'by the Mill', 'on the Hill', 'over the Bar'];
const KEYS = ['D', 'D', 'Dmix', 'D', 'G', 'G', 'Edor', 'Edor', 'Ador', 'Ador'];

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A tune with the given number, some of its bars exchanged for others of its two parts. */
function tune(number, random) {
  const choose = (count) => Math.floor(random() * count);
  const first = choose(PARTS.length / 2) * 2;
  const bars = [first, first + 1].flatMap((part) => PARTS[part].split('|').slice(0, -1));
  for (let change = 0; change < 4; change++) bars[choose(15)] = bars[choose(15)];
  const line = (from) => `${bars.slice(from, from + 4).join('|')}|`;
  return [
    `X:${number}`,
    `T:The ${WORDS[choose(WORDS.length)]} ${KINDS[choose(KINDS.length)]} (${number})`,
    'R:reel',
    'M:4/4',
    'L:1/8',
    `K:${KEYS[first]}`,
    `|:${line(0)}`,
    `${line(4).slice(0, -1)}:|`,
    `|:${line(8)}`,
    `${line(12).slice(0, -1)}:|`,
    '',
    '',
  ].join('\n');
}

/** A file of tunes of at least so many characters. */
export function tunebook(characters, seed = 1) {
  const random = randomNumbers(seed);
  const tunes = ['%abc-2.1\nM:4/4\n\n'];
  for (let length = 0, number = 1; length < characters; number++) {
    const text = tune(number, random);
    tunes.push(text);
    length += text.length;
  }
  return tunes.join('');
}
