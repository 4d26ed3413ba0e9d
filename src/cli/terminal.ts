/** Where a command writes: results to stdout, everything else to stderr. */
export interface Terminal {
  /** A result, as it stands. */
  print(text: string): void;
  /** A line about what is going on. */
  note(line: string): void;
  /** A line that replaces the last one where that is possible; plain lines now and then elsewhere. */
  progress(line: string): void;
  /** Ends a line written by `progress`. */
  endProgress(): void;
}

const PLAIN_LINE_EVERY_MS = 5000;

/** The process's own terminal. `now` gives milliseconds. */
export function processTerminal(
  stdout: NodeJS.WriteStream,
  stderr: NodeJS.WriteStream,
  now: () => number,
): Terminal {
  let open = false;
  let lastPlain = -Infinity;
  const live = stderr.isTTY;
  const endProgress = (): void => {
    if (open) stderr.write('\n');
    open = false;
  };
  return {
    print: (text) => void stdout.write(text),
    note: (line) => {
      endProgress();
      stderr.write(`${line}\n`);
    },
    progress: (line) => {
      if (live) {
        stderr.write(`\r\u001b[2K${line.slice(0, Math.max(20, stderr.columns - 1))}`);
        open = true;
      } else if (now() - lastPlain >= PLAIN_LINE_EVERY_MS) {
        lastPlain = now();
        stderr.write(`${line}\n`);
      }
    },
    endProgress,
  };
}

/** `███░░░░░` for a share from 0 to 1. */
export function bar(share: number, width: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '█'.repeat(full) + '░'.repeat(width - full);
}

/** Seconds as `1 h 02 min`, `3 min 05 s` or `12 s`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  if (hours > 0) return `${hours} h ${two(minutes)} min`;
  return minutes > 0 ? `${minutes} min ${two(rest)} s` : `${rest} s`;
}
