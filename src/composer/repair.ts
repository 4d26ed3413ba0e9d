import { canonicalPrompt } from '../abc/canonical/prompt.ts';
import { barRepairs, type BarRepair } from '../abc/editing/repair/bar-repairs.ts';
import type { TextEdit } from '../abc/book.ts';
import type { LstmState, Sampler } from '../engine/engine.ts';
import type { Alphabet } from './constraint/alphabet.ts';
import type { Interruption } from './generate.ts';
import type { TextReader } from './network.ts';
import { logProbability } from './sampling.ts';

export interface RepairRequest {
  /** One tune. */
  readonly text: string;
  /** The header of its file, whose fields hold for every tune in it. */
  readonly fileHeader?: string | undefined;
  /** Where the bar that does not fill its meter starts. */
  readonly offset: number;
}

/** A way to make a bar fill its meter. */
export interface RatedRepair {
  readonly edits: TextEdit[];
  /** The bar with it, as it would be written. */
  readonly bar: string;
  /** Natural logarithm of the chance of that bar and the next one after all that stands before. */
  readonly logProbability: number;
}

export interface RepairResult {
  /** The likeliest first. */
  readonly repairs: RatedRepair[];
}

/** What a model is asked through. */
interface Judge {
  readonly sampler: Sampler;
  readonly reader: TextReader;
  readonly alphabet: Alphabet;
}

/** Repairs offered. */
const MOST = 3;
const STEPS_PER_PAUSE = 16;
/** Repairs whose canonical text is made before messages are let in. */
const READ_PER_PAUSE = 8;

/** A repair with the canonical text up to the end of the bar after it. */
interface ReadRepair {
  readonly repair: BarRepair;
  readonly canonical: string;
}

async function readRepairs(
  repairs: readonly BarRepair[],
  fileHeader: string | undefined,
  { signal, pause }: Interruption,
): Promise<ReadRepair[]> {
  const read: ReadRepair[] = [];
  for (const [nth, repair] of repairs.entries()) {
    if (nth % READ_PER_PAUSE === 0) {
      await pause();
      signal?.throwIfAborted();
    }
    const prompt = canonicalPrompt(repair.text, repair.nextEnd, fileHeader);
    if (prompt.kind === 'body') read.push({ repair, canonical: prompt.text });
  }
  return read;
}

/** What all texts begin with, at least one character of each left out. */
function sharedBeginning(texts: readonly string[]): string {
  const [first = ''] = texts;
  let length = Math.min(...texts.map((text) => text.length)) - 1;
  for (const text of texts) {
    let same = 0;
    while (same < length && text[same] === first[same]) same++;
    length = same;
  }
  return first.slice(0, Math.max(0, length));
}

/** Where the texts part: what the network knows there. */
interface Fork {
  readonly state: LstmState;
  /** Logits [V] that foretell the next character. */
  readonly logits: Float32Array;
}

/** Log-probability of each text behind the fork, as many texts side by side as the sampler has streams. */
async function rate(
  { sampler }: Judge,
  { state, logits }: Fork,
  texts: readonly (readonly number[])[],
  { signal, pause }: Interruption,
): Promise<number[]> {
  const scores = new Array<number>(texts.length).fill(0);
  // Those alike in length side by side, so that few streams wait.
  const order = texts.map((_, nth) => nth).sort((a, b) => (texts[b]?.length ?? 0) - (texts[a]?.length ?? 0));
  for (let from = 0; from < order.length; from += sampler.streams) {
    const batch = order.slice(from, from + sampler.streams).map((nth) => ({ nth, text: texts[nth] ?? [] }));
    batch.forEach(({ nth, text: [first] }, stream) => {
      sampler.importState(stream, state);
      if (first !== undefined) scores[nth] = logProbability(logits, first);
    });
    for (let at = 0; ; at++) {
      const active = batch.filter(({ text }) => at + 1 < text.length);
      if (active.length === 0) break;
      const view = sampler.step(active.map(({ text }) => text[at] ?? 0));
      const size = view.length / active.length;
      active.forEach(({ nth, text }, stream) => {
        const own = view.subarray(stream * size, (stream + 1) * size);
        scores[nth] = (scores[nth] ?? 0) + logProbability(own, text[at + 1] ?? 0);
      });
      if (at % STEPS_PER_PAUSE !== 0) continue;
      await pause();
      signal?.throwIfAborted();
    }
  }
  return scores;
}

/**
 * The small edits that make a bar fill its meter, by how likely the model finds the bar and the one after it then.
 * Throws the signal's reason when aborted.
 */
export async function repairBar(
  judge: Judge,
  { text, fileHeader, offset }: RepairRequest,
  interruption: Interruption,
): Promise<RepairResult> {
  interruption.signal?.throwIfAborted();
  const read = await readRepairs(barRepairs(text, offset, fileHeader), fileHeader, interruption);
  if (read.length === 0) return { repairs: [] };
  const shared = sharedBeginning(read.map(({ canonical }) => canonical));
  const fork = await judge.reader.read(shared, interruption);
  const endings = read.map(({ canonical }) =>
    Array.from(canonical.slice(shared.length)).flatMap(
      (character) => judge.alphabet.indexOf.get(character) ?? [],
    ),
  );
  const scores = await rate(judge, fork, endings, interruption);
  const rated = read.map(({ repair }, nth) => ({
    edits: [...repair.edits],
    bar: repair.text.slice(repair.start, repair.end),
    logProbability: scores[nth] ?? -Infinity,
  }));
  return { repairs: rated.sort((a, b) => b.logProbability - a.logProbability).slice(0, MOST) };
}
