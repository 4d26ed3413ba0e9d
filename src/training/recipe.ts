/** Everything that decides what a training run does, apart from the tunes and the clock. */
export interface Recipe {
  readonly layers: number;
  /** H: units of each LSTM layer. */
  readonly units: number;
  /** E: width of a character's embedding. */
  readonly embedding: number;
  /** Characters of one step of truncated back-propagation. */
  readonly sequence: number;
  /** Whether the state goes on from chunk to chunk; else every chunk starts from the zero state. */
  readonly carryState: boolean;
  /** Rows of a batch at most; fewer when there are fewer tunes. */
  readonly batch: number;
  /** Learning rate at the end of the warm-up. */
  readonly peakRate: number;
  /** Share of the peak that the cosine ends at. */
  readonly finalShare: number;
  /** Steps of linear warm-up. */
  readonly warmupSteps: number;
  readonly clipNorm: number;
  readonly weightDecay: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly dropout: number;
  /** Whether each tune is moved to another key, drawn anew every epoch. */
  readonly transpose: boolean;
  /** Share of the tunes that stay in their own key in an epoch all the same. */
  readonly keepKey: number;
  /** Share of the tunes that lose their R: line in an epoch, so that a header without one is no surprise. */
  readonly dropRhythm: number;
  /** Share of the tunes held out for validation where no validation tunes are given. */
  readonly validationShare: number;
  /** Steps at least between two validations, which come at the end of an epoch. */
  readonly stepsPerValidation: number;
  /** Stop after this many validations without a better one. */
  readonly patience: number;
  readonly seed: number;
}

/** What suits some 600,000 characters of dance tunes; the bundled model's own size is in scripts/train-bundled.mjs. */
export const BUNDLED_RECIPE: Recipe = {
  layers: 2,
  units: 256,
  embedding: 64,
  sequence: 128,
  carryState: true,
  batch: 32,
  peakRate: 3e-3,
  finalShare: 0.02,
  warmupSteps: 100,
  clipNorm: 1,
  weightDecay: 0,
  beta1: 0.9,
  beta2: 0.99,
  epsilon: 1e-8,
  dropout: 0.2,
  transpose: true,
  keepKey: 0.3,
  dropRhythm: 0.15,
  validationShare: 0.1,
  stepsPerValidation: 100,
  patience: 8,
  seed: 1,
};

/** How to train on a person's own tunes. */
export interface Advice {
  readonly recipe: Recipe;
  /** Passes over the tunes; validation ends the run earlier where more would only learn by heart. */
  readonly epochs: number;
}

/** Size of the corpus that the bundled recipe and its number of epochs were chosen on. */
const BUNDLED_CHARACTERS = 550_000;
const BUNDLED_EPOCHS = 40;
const MOST_EPOCHS = 300;

/**
 * A recipe for a corpus of a given size: few tunes are passed over more often, with more dropout. Going on from a
 * model that knows the language already takes smaller steps and a third of the passes.
 */
export function recipeFor(characters: number, goesOn: boolean): Advice {
  const scarcity = Math.sqrt(BUNDLED_CHARACTERS / Math.max(1, characters));
  const epochs = Math.round(Math.min(MOST_EPOCHS, BUNDLED_EPOCHS * Math.max(1, scarcity)));
  const dropout = scarcity > 4 ? 0.35 : BUNDLED_RECIPE.dropout;
  if (!goesOn) return { recipe: { ...BUNDLED_RECIPE, dropout }, epochs };
  const gentler = { ...BUNDLED_RECIPE, dropout, peakRate: 1e-3, warmupSteps: 20, stepsPerValidation: 25 };
  return { recipe: gentler, epochs: Math.ceil(epochs / 3) };
}
