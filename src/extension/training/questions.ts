import * as vscode from 'vscode';
import type { UnfinishedRun } from '../../worker/protocol.ts';
import { adviceFor, describeCorpus, formatDuration, runLengths } from './estimate.ts';
import type { Corpus } from './corpus.ts';
import { resumed, type Plan } from './plan.ts';

interface PlanItem extends vscode.QuickPickItem {
  readonly minutes: number;
  readonly resume: boolean;
}

/** Asks how long to train and from what; undefined where the person thinks better of it. */
export async function askPlan(
  corpus: Corpus,
  normalMinutes: number,
  unfinished: UnfinishedRun | null,
): Promise<Plan | undefined> {
  const title = `Train on ${describeCorpus(corpus.tunes, corpus.files)}`;
  const length = await vscode.window.showQuickPick(lengthItems(normalMinutes, unfinished), {
    title,
    placeHolder: 'How long may it take? You can go on working meanwhile, and cancel at any time.',
  });
  if (length === undefined) return undefined;
  const { minutes, resume } = length;
  if (resume && unfinished !== null) return resumed(unfinished);
  const start = await vscode.window.showQuickPick(startItems(), {
    title,
    placeHolder: adviceFor(corpus.tunes) ?? 'What should it know before it sees your tunes?',
  });
  return start === undefined ? undefined : { minutes, resume, start: start.start };
}

function lengthItems(normalMinutes: number, unfinished: UnfinishedRun | null): PlanItem[] {
  const lengths = runLengths(normalMinutes).map(({ label, minutes, detail }) => ({
    label,
    description: `about ${formatDuration(60 * minutes)}`,
    detail,
    minutes,
    resume: false,
  }));
  if (unfinished === null) return lengths;
  const { minutes, share } = unfinished;
  const left = `${Math.floor(100 * share)} % are done, about ${formatDuration(60 * minutes * (1 - share))} left`;
  return [
    { label: '$(debug-continue) Resume the unfinished run', description: left, minutes, resume: true },
    ...lengths,
  ];
}

function startItems(): (vscode.QuickPickItem & { readonly start: Plan['start'] })[] {
  return [
    {
      label: 'The bundled model',
      description: 'recommended',
      detail: 'Learns your tunes on top of what it knows of dance tunes; good from the first minute.',
      start: 'bundled',
    },
    {
      label: 'Nothing',
      detail: 'Knows your tunes only; wants many hundreds of them, and time.',
      start: 'nothing',
    },
  ];
}
