import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'dist', 'cli.js');

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line as a user does; `onLine` may act on the process while it runs. */
export async function tunewright(
  args: readonly string[],
  {
    input = '',
    onError = () => undefined,
  }: { input?: string; onError?: (text: string, process: ChildProcess) => void } = {},
): Promise<Run> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: 'pipe' });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    onError(stderr, child);
  });
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stdout, stderr };
}

/** A folder of the test's own, gone when it has finished. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tunewright-cli-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
