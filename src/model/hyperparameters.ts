/** The sizes that fix the shapes of all weights: Embedding(V, E) → LSTM(H) × layers → Dense(V). */
export interface Hyperparameters {
  /** V: number of characters the model knows, the unknown character included. */
  readonly vocabulary: number;
  /** E: width of a character's embedding. */
  readonly embedding: number;
  /** H: units of each LSTM layer. */
  readonly units: number;
  /** How many LSTM layers are stacked. */
  readonly layers: number;
}
