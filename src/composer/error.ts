/** A request that no continuation answers; the message is one line that says what to change. */
export class ComposerError extends Error {
  override readonly name = 'ComposerError';
}
