/** Lets signals and messages in between two pieces of long work. */
export async function pause(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
