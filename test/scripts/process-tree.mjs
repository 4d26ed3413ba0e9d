/** Processes of this machine, for tests that nothing stays behind. */
import { execFileSync } from 'node:child_process';

function snapshot() {
  const output = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
  return output
    .trim()
    .split('\n')
    .map((line) => {
      const [pid, parent, state, ...args] = line.trim().split(/\s+/);
      return { pid: Number(pid), parent: Number(parent), state, args: args.join(' ') };
    })
    .filter(({ state }) => !state.startsWith('Z')); // ended, only not yet waited for
}

/** All that a process has started, directly or not, and that is still alive. */
export function descendants(pid) {
  const processes = snapshot();
  const found = [];
  for (let generation = [pid]; generation.length > 0;) {
    const children = processes.filter(({ parent }) => generation.includes(parent));
    found.push(...children);
    generation = children.map((child) => child.pid);
  }
  return found;
}

/** Those of some processes that are still alive. */
export function survivors(processes) {
  const now = snapshot();
  return processes.filter(({ pid, args }) => now.some((other) => other.pid === pid && other.args === args));
}

/** The processes on whose command line a text stands. */
export const processesWith = (text) => snapshot().filter(({ args }) => args.includes(text));
