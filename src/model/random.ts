/**
 * Random numbers as state you pass: xoshiro128** (Blackman & Vigna, "Scrambled linear pseudorandom number
 * generators", 2021). The four words of state can be stored and put back, which replays a run exactly.
 */
export type Random = Uint32Array;

/** A generator for a seed (any integer; its low 32 bits count). */
export function seedRandom(seed: number): Random {
  const random = new Uint32Array(4);
  let state = seed >>> 0;
  for (let i = 0; i < 4; i++) {
    state = (state + 0x9e3779b9) >>> 0; // splitmix32: never four zero words
    random[i] = mix(state);
  }
  return random;
}

/** The next number, uniform over 0 … 2³²−1. Changes the state. */
export function nextUint32(random: Random): number {
  const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = random;
  const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
  const t2 = s2 ^ s0;
  const t3 = s3 ^ s1;
  random[1] = s1 ^ t2;
  random[0] = s0 ^ t3;
  random[2] = t2 ^ (s1 << 9);
  random[3] = rotateLeft(t3, 11);
  return result;
}

/** The next number, uniform over [0, 1) in steps of 2⁻³². */
export function nextFloat(random: Random): number {
  return nextUint32(random) / 0x1_0000_0000;
}

/** The next integer, uniform over 0 … bound−1, for a bound of 1 … 2³². */
export function nextInteger(random: Random, bound: number): number {
  const limit = 0x1_0000_0000 - (0x1_0000_0000 % bound); // above it some values would come more often
  for (;;) {
    const value = nextUint32(random);
    if (value < limit) return value % bound;
  }
}

/** A number from the standard normal distribution (Box & Muller 1958). */
export function nextNormal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - nextFloat(random)));
  return radius * Math.cos(2 * Math.PI * nextFloat(random));
}

/** Puts an array into a random order in place (Fisher & Yates). Returns it. */
export function shuffle<T>(random: Random, array: T[]): T[] {
  for (let i = array.length - 1; i > 0; i--) {
    const j = nextInteger(random, i + 1);
    const kept = array[i] as T;
    array[i] = array[j] as T;
    array[j] = kept;
  }
  return array;
}

/** A new generator whose sequence has nothing to do with what this one gives next. Changes this one's state. */
export function forkRandom(random: Random): Random {
  return seedRandom(nextUint32(random));
}

function rotateLeft(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

function mix(x: number): number {
  let z = x;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
}
