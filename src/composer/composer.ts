import { CANONICAL_VERSION } from '../abc/canonical/tune.ts';
import type { Engine } from '../engine/engine.ts';
import { DEFAULT_ECHO } from '../model/default-echo.ts';
import type { Model } from '../model/folder.ts';
import { canWrite, createAlphabet } from './constraint/alphabet.ts';
import { ComposerError } from './error.ts';
import { createMusicReader } from './music.ts';
import { createTextReader } from './network.ts';
import { repairBar, type RepairRequest, type RepairResult } from './repair.ts';
import {
  alternativesAt,
  type AlternativesRequest,
  type AlternativesResult,
} from './surprise/alternatives.ts';
import { surpriseOf, type SurpriseRequest, type SurpriseResult } from './surprise/surprise.ts';
import { createTurns } from './turns.ts';
import { type ComposerOptions, STREAMS } from './workshop.ts';
import { continueTune, type ContinueRequest, type ContinueResult } from './continue.ts';
import { compose, type ComposeRequest } from './compose.ts';

/** Continues tunes with one model. Requests are answered one after the other. */
export interface Composer {
  /** What could stand at the cursor, the likeliest first. Throws the signal's reason when aborted. */
  continueTune(request: ContinueRequest, signal?: AbortSignal): Promise<ContinueResult>;
  /** Whole new tunes, each a complete ABC record. Throws a ComposerError for a request that is none. */
  compose(request: ComposeRequest, signal?: AbortSignal): Promise<{ tunes: string[] }>;
  /** How unlikely the model finds each note of a tune. Throws the signal's reason when aborted. */
  surprise(request: SurpriseRequest, signal?: AbortSignal): Promise<SurpriseResult>;
  /** Which notes could stand in the place of one. Throws the signal's reason when aborted. */
  alternatives(request: AlternativesRequest, signal?: AbortSignal): Promise<AlternativesResult>;
  /** The likeliest ways to make a bar fill its meter. Throws the signal's reason when aborted. */
  repairBar(request: RepairRequest, signal?: AbortSignal): Promise<RepairResult>;
  /** Gives back the model's memory. */
  dispose(): void;
}

/** A composer that writes with a model. Throws a ComposerError for one that has not learnt our notation. */
export async function createComposer(
  model: Model,
  engine: Engine,
  options: ComposerOptions,
): Promise<Composer> {
  const { name, preparation } = model.card;
  if (preparation.canonical !== CANONICAL_VERSION) {
    throw new ComposerError(`the model ${name} has learnt another form of text; choose another model`);
  }
  const alphabet = createAlphabet(model.vocabulary.characters);
  if (!canWrite(alphabet)) {
    throw new ComposerError(`the model ${name} knows no notes or no bar line; choose another model`);
  }
  const sampler = await engine.createSampler(model.weights, STREAMS, 'int8');
  const reader = createTextReader(sampler, model);
  const workshop = {
    alphabet,
    sampler,
    reader,
    readMusic: createMusicReader(),
    echoTable: model.card.echo ?? DEFAULT_ECHO,
    options,
  };
  const takeTurns = createTurns();
  return {
    continueTune: (request, signal) => takeTurns(() => continueTune(workshop, request, signal)),
    compose: (request, signal) => takeTurns(() => compose(workshop, request, signal)),
    surprise: (request, signal) =>
      takeTurns(() => surpriseOf(workshop, request, { signal, pause: options.pause })),
    alternatives: (request, signal) =>
      takeTurns(() => alternativesAt(workshop, request, { signal, pause: options.pause })),
    repairBar: (request, signal) =>
      takeTurns(() => repairBar(workshop, request, { signal, pause: options.pause })),
    dispose: () => sampler.dispose(),
  };
}
