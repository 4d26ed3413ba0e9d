/** What VS Code starts in its extension host: runs every *.test.js beside this file with mocha. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

interface Result {
  readonly title: string;
  readonly millis: number;
  readonly error?: string;
}

/** Runs all tests and leaves their results in the file that TUNEWRIGHT_TEST_RESULTS names. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 120_000, color: false });
  for (const name of readdirSync(__dirname)
    .filter((name) => name.endsWith('.test.js'))
    .sort())
    mocha.addFile(join(__dirname, name));

  const results: Result[] = [];
  const failures = await new Promise<number>((resolve) => {
    mocha
      .run(resolve)
      .on('pass', (test) => results.push({ title: test.fullTitle(), millis: test.duration ?? 0 }))
      .on('pending', (test) =>
        results.push({ title: test.fullTitle(), millis: 0, error: 'A skipped test proves nothing.' }),
      )
      .on('fail', (test, error: Error) =>
        results.push({
          title: test.fullTitle(),
          millis: test.duration ?? 0,
          error: error.stack ?? error.message,
        }),
      );
  });

  const file = process.env['TUNEWRIGHT_TEST_RESULTS'];
  if (file === undefined) throw new Error('TUNEWRIGHT_TEST_RESULTS does not name a file.');
  writeFileSync(file, JSON.stringify(results));
  if (failures > 0) throw new Error(`${failures} failed`);
}
