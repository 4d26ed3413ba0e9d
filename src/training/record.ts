import { CANONICAL_VERSION } from '../abc/canonical/tune.ts';
import { DEFAULT_ECHO } from '../model/default-echo.ts';
import type { EchoTable } from '../model/echo.ts';
import type { Model } from '../model/folder.ts';
import type { Weights } from '../model/weights.ts';
import type { CurvePoint } from './checkpoint.ts';
import { estimateEcho } from './echo.ts';
import { evaluate, type Evaluation, type EvaluationWorld } from './evaluate.ts';
import type { Plan, TrainRequest } from './plan.ts';
import type { Recipe } from './recipe.ts';
import type { Length, Position } from './schedule.ts';

/** How a run came to its end. */
export type Outcome = 'finished' | 'stopped early';

/** What is written down about a run: enough to repeat it and to judge it. */
export interface TrainingRecord {
  readonly name: string;
  readonly outcome: Outcome;
  readonly engine: string;
  readonly recipe: Recipe;
  readonly length: Length;
  /** Name of the model that it went on from. */
  readonly from: string | null;
  readonly tunes: number;
  readonly characters: number;
  readonly validationTunes: number;
  readonly steps: number;
  readonly epochs: number;
  readonly seconds: number;
  /** The update after which the weights were the best; the last where no tune is held out. */
  readonly bestStep: number;
  /** Of the model given back, on the held-out tunes. */
  readonly validation: Evaluation | null;
  readonly curve: readonly CurvePoint[];
}

/** What a run leaves behind. */
export interface RunEnd {
  readonly position: Position;
  readonly best: { readonly step: number } | null;
  readonly bestWeights: Weights | null;
  readonly finalWeights: Weights;
  readonly curve: readonly CurvePoint[];
  readonly outcome: Outcome;
}

/** The model of a run that has ended, measured on the held-out tunes, and its record. */
export async function modelOf(
  request: TrainRequest,
  plan: Plan,
  end: RunEnd,
  world: EvaluationWorld,
): Promise<{ model: Model; record: TrainingRecord }> {
  const network = { weights: end.bestWeights ?? end.finalWeights, vocabulary: plan.start.vocabulary };
  const validation = plan.validation.length > 0 ? await evaluate(network, plan.validation, world) : null;
  const { layers, units, embedding } = network.weights.hyperparameters;
  const record: TrainingRecord = {
    name: request.name,
    outcome: end.outcome,
    engine: world.engine.description,
    recipe: { ...request.recipe, layers, units, embedding, batch: plan.batch },
    length: request.length,
    from: request.from?.card.name ?? null,
    tunes: plan.training.length,
    characters: plan.training.reduce((sum, tune) => sum + tune.length + 1, 0),
    validationTunes: plan.validation.length,
    steps: end.position.step,
    epochs: end.position.epoch,
    seconds: end.position.seconds,
    bestStep: end.best?.step ?? end.position.step,
    validation,
    curve: end.curve,
  };
  const echo = estimateEcho(plan.training, request.from?.card.echo ?? DEFAULT_ECHO);
  return {
    model: { ...network, card: cardOf(request, network.vocabulary.characters, record, echo) },
    record,
  };
}

function cardOf(
  request: TrainRequest,
  vocabulary: readonly string[],
  record: TrainingRecord,
  echo: EchoTable,
): Model['card'] {
  const { validation, ...training } = record;
  return {
    format: 1,
    name: request.name,
    vocabulary: [...vocabulary],
    preparation: { canonical: CANONICAL_VERSION },
    training: { ...training },
    data: [...(request.from?.card.data ?? []), ...(request.data ?? [])],
    echo,
    figures: validation === null ? {} : { validation },
  };
}
