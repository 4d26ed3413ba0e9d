/**
 * Child processes that never outlive this one. Each child leads a process group of its own, so that
 * stopping it stops whatever it started too.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is stopped may itself have much to stop. */
const PATIENCE_MILLIS = 10_000;

/** One Ctrl+C may come twice: from the terminal, and passed on by npm or a test runner. */
const SAME_INTERRUPT_MILLIS = 1000;

const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Process groups with a member that may still be alive, by the id of their leader. */
const groups = new Set();

/** Once an interrupt has come, nothing new is started and what was started ends unheard. */
let interrupted = false;

/** @returns {boolean} whether the group was there to receive the signal */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

process.on('exit', () => groups.forEach((pid) => signalGroup(pid, 'SIGKILL')));

/**
 * Starts a program as the leader of a new process group.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function launch(command, args, options = {}) {
  if (interrupted) throw new Error('Interrupted.');
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options, detached: true });
  if (child.pid !== undefined) groups.add(child.pid);
  return child;
}

/** Stops a launched program and all that it started: politely first, then for good. */
export async function stop(child) {
  if (child.pid !== undefined) await stopGroup(child.pid);
}

async function stopGroup(pid) {
  signalGroup(pid, 'SIGTERM');
  for (let waited = 0; signalGroup(pid, 0) && waited < PATIENCE_MILLIS; waited += 50) await sleep(50);
  signalGroup(pid, 'SIGKILL');
  groups.delete(pid);
}

/** Stops everything that {@link launch} and {@link run} have started and that is still alive. */
export async function stopAll() {
  await Promise.all([...groups].map(stopGroup));
}

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, capture?: boolean }} [options] capture: keep what
 *   it prints for the answer rather than showing it
 * @returns {Promise<{ code: number, output: string }>} code is 127 when there is no such program
 */
export function run(command, args, { capture = false, ...options } = {}) {
  const stdio = ['ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'];
  const child = launch(command, args, { ...options, stdio });
  const pieces = [];
  child.stdout?.on('data', (piece) => pieces.push(piece));
  child.stderr?.on('data', (piece) => pieces.push(piece));
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      error.code === 'ENOENT' ? resolve({ code: 127, output: error.message }) : reject(error),
    );
    child.once('close', (code, signal) => {
      groups.delete(child.pid);
      if (interrupted) return;
      resolve({ code: code ?? 128 + constants.signals[signal], output: Buffer.concat(pieces).toString() });
    });
  });
}

/** Like {@link run}, for a program whose failure is ours as well. @throws when it does not end with code 0 */
export async function mustRun(command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0)
    throw new Error(`${[command, ...args].join(' ')} failed (exit code ${code})\n${output}`.trimEnd());
  return output;
}

/**
 * From now on an interrupt (Ctrl+C, a closed terminal, a plain kill) first stops all that was started,
 * then cleans up and ends this process. A second interrupt ends it at once.
 *
 * @param {() => void | Promise<void>} [cleanUp]
 */
export function stopAllOnInterrupt(cleanUp = () => {}) {
  let since;
  for (const signal of INTERRUPTS) {
    process.on(signal, async () => {
      const code = 128 + constants.signals[signal];
      if (interrupted) {
        if (performance.now() - since > SAME_INTERRUPT_MILLIS) process.exit(code);
        return;
      }
      interrupted = true;
      since = performance.now();
      await stopAll();
      await cleanUp();
      process.exit(code);
    });
  }
}

/**
 * The life of a script: its answer is the exit code, its failure is told in one line.
 *
 * @param {string} name what the user calls the script
 * @param {() => Promise<number>} main
 * @param {() => void | Promise<void>} [cleanUp] after an interrupt
 */
export async function live(name, main, cleanUp) {
  stopAllOnInterrupt(cleanUp);
  let code = 1;
  try {
    code = await main();
  } catch (error) {
    // What an interrupt has broken is no failure.
    if (!interrupted) console.error(`\n${name}: ${error.message}`);
  }
  if (!interrupted) process.exit(code);
}
