import { diagnose, type Diagnostic } from '../../abc/diagnostics.ts';
import { lineStarts, positionAt } from '../../abc/lines.ts';
import { readCorpusFiles, type TextFile } from '../../node/corpus-files.ts';
import { UserError } from '../../node/user-error.ts';
import type { Command } from '../command.ts';
import { flag, readArguments } from '../options.ts';

/** `check`: what is wrong or doubtful in ABC files. Exit code 1 where there is an error. */
export const check: Command = {
  usage: 'FILE… [--json]',
  summary: 'print diagnostics as file:line:column severity code message',
  run: async (argv, { terminal }) => {
    const { values, paths } = readArguments(argv, { json: flag });
    if (paths.length === 0) throw new UserError('check: name at least one .abc file or folder');
    const found = (await readCorpusFiles(paths)).flatMap(located);
    if (values.json) terminal.print(`${JSON.stringify(found, null, 2)}\n`);
    else {
      for (const { file, line, column, severity, code, message } of found) {
        terminal.print(`${file}:${line}:${column} ${severity} ${code} ${message}\n`);
      }
    }
    return found.some(({ severity }) => severity === 'error') ? 1 : 0;
  },
};

/** Lines and columns counted from 1, as editors and compilers show them. */
function located({ path, text }: TextFile) {
  const lines = lineStarts(text);
  return diagnose(text).map(({ severity, code, message, start, end }: Diagnostic) => {
    const from = positionAt(lines, start);
    const to = positionAt(lines, end);
    return {
      file: path,
      line: from.line + 1,
      column: from.column + 1,
      endLine: to.line + 1,
      endColumn: to.column + 1,
      severity,
      code,
      message,
    };
  });
}
