import { readBook } from './book.ts';
import { createDiagnoser } from './diagnostics/diagnoser.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';

export { createDiagnoser, definitionsOf, type Diagnoser } from './diagnostics/diagnoser.ts';
export type { Diagnostic, Fix, Severity } from './diagnostics/diagnostic.ts';
export { DIAGNOSTIC_RULES, type DiagnosticCode } from './diagnostics/rules.ts';
export { diagnoseTune } from './diagnostics/tune.ts';

/** What is wrong or doubtful in a whole file. */
export function diagnose(text: string): Diagnostic[] {
  return createDiagnoser().diagnose(readBook(text));
}
