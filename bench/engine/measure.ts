/** The median of numbers. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** Median seconds of a run of `work`, measured `times` times after one that does not count. */
export function secondsOf(work: () => void, times: number): number {
  work();
  const seconds = Array.from({ length: times }, () => {
    const start = performance.now();
    work();
    return (performance.now() - start) / 1000;
  });
  return median(seconds);
}
