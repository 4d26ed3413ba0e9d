/** A model folder that cannot be used; the message is one line that names the file and says what is wrong. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}
