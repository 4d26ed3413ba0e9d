/** Median seconds of some work: on the clock, and of processor time over all threads. */
export interface Seconds {
  readonly wall: number;
  /** Does not grow when other processes take their share, so ratios of it hold on a busy machine too. */
  readonly cpu: number;
}

/** Measures `work` so many times after one that does not count. */
export function secondsOf(work: () => void, times: number): Seconds {
  work();
  const runs = Array.from({ length: times }, () => {
    const [start, before] = [performance.now(), process.cpuUsage()];
    work();
    const { user, system } = process.cpuUsage(before);
    return { wall: (performance.now() - start) / 1e3, cpu: (user + system) / 1e6 };
  });
  return { wall: median(runs.map(({ wall }) => wall)), cpu: median(runs.map(({ cpu }) => cpu)) };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
