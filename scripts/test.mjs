/** `npm test` runs every stage; `npm test -- unit ui` only those. */
import { live } from './processes.mjs';
import { ensureDependencies } from './project.mjs';

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const counted = ({ passed, failed }) => `${passed} passed, ${failed} failed`;

/** Runs one stage; whatever goes wrong in it counts as a failed test. */
async function runStage({ name, what, needs = [], run }, prepare) {
  console.log(`\n── ${name}: ${what}`);
  const start = performance.now();
  try {
    await prepare(needs);
    const counts = await run();
    return { name, ...counts, took: seconds(start) };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { name, passed: 0, failed: 1, took: seconds(start) };
  }
}

/** @throws when a stage of such a name does not exist */
function chosen(stages, names) {
  const unknown = names.find((name) => !stages.some((stage) => stage.name === name));
  if (unknown !== undefined) {
    throw new Error(`There is no stage "${unknown}". Stages: ${stages.map(({ name }) => name).join(', ')}.`);
  }
  return names.length === 0 ? stages : stages.filter(({ name }) => names.includes(name));
}

async function main() {
  await ensureDependencies((line) => console.log(line));
  // Only now: these modules import from node_modules.
  const [{ STAGES }, { prepare }, { sum }] = await Promise.all([
    import('./testing/stages.mjs'),
    import('./testing/prerequisites.mjs'),
    import('./testing/tools.mjs'),
  ]);
  const results = [];
  for (const stage of chosen(STAGES, process.argv.slice(2))) {
    const result = await runStage(stage, prepare);
    console.log(`── ${result.name}: ${counted(result)} (${result.took})`);
    results.push(result);
  }
  console.log('');
  for (const result of results) console.log(`${result.name.padEnd(8)} ${counted(result)} (${result.took})`);
  const total = sum(results);
  console.log(`\n${counted(total)}`);
  return total.failed === 0 ? 0 : 1;
}

await live('npm test', main);
