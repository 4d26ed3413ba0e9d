import type { Composer } from '../../src/composer/composer.ts';
import type { ContinueRequest } from '../../src/composer/continue.ts';
import { abc2midiJudge, abcjsJudge, added, countBars, type Judge } from './judges.ts';

/** What is asked of every prompt. */
export interface Setting {
  readonly name: string;
  readonly length: ContinueRequest['length'];
  readonly constrained: boolean;
  readonly temperature: number;
}

/** What the judges made of the continuations in one setting. */
export interface Outcome {
  continuations: number;
  /** Prompts without an answer. */
  nothing: number;
  characters: number;
  millis: number;
  bars: number;
  barsWithRest: number;
  wrongBars: number;
  /** Continuations with a wrong bar, with an abcjs warning and with an abc2midi error that the prompt had not. */
  wrongTexts: number;
  abcjs: number;
  abc2midi: number;
  readonly examples: string[];
}

const nothingYet = (): Outcome => ({
  continuations: 0,
  nothing: 0,
  characters: 0,
  millis: 0,
  bars: 0,
  barsWithRest: 0,
  wrongBars: 0,
  wrongTexts: 0,
  abcjs: 0,
  abc2midi: 0,
  examples: [],
});

/** Offsets of a cut at a share of the tune's music: wherever that is, most often within a bar, and behind a bar line. */
function cuts(tune: string, share: number): number[] {
  const body = tune.search(/^K:.*\n/m) + (/^K:.*\n/m.exec(tune)?.[0].length ?? 0);
  const near = body + Math.floor((tune.length - body) * share);
  const line = tune.indexOf('|', near);
  return [...new Set([near, line < 0 ? near : line + 1])];
}

/** A judge that remembers what it found in a prompt, which is asked for every setting. */
function remembering(judge: Judge): Judge {
  const found = new Map<string, string[]>();
  return (text) => {
    const findings = found.get(text) ?? judge(text);
    found.set(text, findings);
    return findings;
  };
}

const abcjsOfPrompt = remembering(abcjsJudge);
const abc2midiOfPrompt = remembering(abc2midiJudge);

function judge(outcome: Outcome, { length }: Setting, prompt: string, text: string): void {
  const after = prompt + text;
  const abcjs = added(abcjsOfPrompt(prompt), abcjsJudge(after));
  const abc2midi = added(abc2midiOfPrompt(prompt), abc2midiJudge(after))
    // A repeat that is still open is no fault of a text that goes on.
    .filter((finding) => length.kind === 'end' || !finding.startsWith('Missing :|'));
  const { bars, withRest, wrong } = countBars(after, prompt.length);
  outcome.continuations++;
  outcome.characters += text.length;
  outcome.bars += bars;
  outcome.barsWithRest += withRest;
  outcome.wrongBars += wrong.length;
  outcome.wrongTexts += Math.sign(wrong.length);
  outcome.abcjs += Math.sign(abcjs.length);
  outcome.abc2midi += Math.sign(abc2midi.length);
  const faults = [
    ...abcjs.map((finding) => `abcjs: ${finding}`),
    ...abc2midi.map((finding) => `abc2midi: ${finding}`),
    ...wrong.map((bar) => `bar: ${bar}`),
  ];
  if (faults.length > 0) outcome.examples.push(`${faults.join('; ')}\n${prompt.slice(-80)}‸${text}`);
}

/** Continues each tune from its cuts at 25, 50 and 75 %. */
export async function measureContinuations(
  composer: Composer,
  tunes: readonly string[],
  setting: Setting,
): Promise<Outcome> {
  const outcome = nothingYet();
  const { length, temperature, constrained } = setting;
  for (const [seed, tune] of tunes.entries()) {
    for (const offset of [0.25, 0.5, 0.75].flatMap((share) => cuts(tune, share))) {
      const text = tune.slice(0, offset);
      const request = { text, offset, length, candidates: 1, temperature, topP: 0.95, seed, constrained };
      const result = await composer.continueTune(request);
      if (result.kind === 'nothing') outcome.nothing++;
      else {
        outcome.millis += result.millis;
        for (const candidate of result.candidates) judge(outcome, setting, text, candidate.text);
      }
    }
  }
  return outcome;
}
