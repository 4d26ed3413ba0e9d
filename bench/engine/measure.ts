/** Seconds of each repeat of some work: on the clock, and of processor time over all threads. */
export interface Seconds {
  readonly wall: readonly number[];
  /** Does not grow when other processes take their share, so ratios of it hold on a busy machine too. */
  readonly cpu: readonly number[];
}

/** Measures `work` so many times after one that does not count. */
export function secondsOf(work: () => void, times: number): Seconds {
  const [wall, cpu]: [number[], number[]] = [[], []];
  work();
  for (let i = 0; i < times; i++) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    work();
    const { user, system } = process.cpuUsage(before);
    wall.push((performance.now() - start) / 1e3);
    cpu.push((user + system) / 1e6);
  }
  return { wall, cpu };
}
