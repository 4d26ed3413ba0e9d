/** Waits until an answer is there; `what` is for the error. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | PromiseLike<T | undefined>,
  millis = 30_000,
): Promise<T> {
  for (const deadline = Date.now() + millis; Date.now() < deadline; await pause(50)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
  throw new Error(`Waited ${millis / 1000} s in vain for ${what}.`);
}

export function pause(millis: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, millis);
  });
}
