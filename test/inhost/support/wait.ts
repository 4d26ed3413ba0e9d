/** Waits until an answer is there; `what` is for the error. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | PromiseLike<T | undefined>,
  millis = 30_000,
): Promise<T> {
  const deadline = Date.now() + millis;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await pause(50);
  }
  throw new Error(`Waited ${millis / 1000} s in vain for ${what}.`);
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, millis);
  });
}
