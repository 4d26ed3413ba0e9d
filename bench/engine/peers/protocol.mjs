/** What programs of peers in JavaScript share: a request as JSON in, seconds of each repeat as JSON out. */
import { createRequire } from 'node:module';
import { join } from 'node:path';

export const request = JSON.parse(process.argv[2] ?? '{}');

const require = createRequire(join(request.folder, 'package.json'));

/** A package of the folder that the request names: peers are no dependencies of the project. */
export const load = (name) => require(name);
/** Where that package's main file is. */
export const locate = (name) => require.resolve(name);

/** Runs `work` once for nothing and `repeats` times for its seconds, and prints them. */
export async function measure(version, work) {
  const [wall, cpu] = [[], []];
  await work();
  for (let i = 0; i < request.repeats; i++) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    await work();
    const { user, system } = process.cpuUsage(before);
    wall.push((performance.now() - start) / 1e3);
    cpu.push((user + system) / 1e6);
  }
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ version, wall, cpu, peakMegabytes }));
}
