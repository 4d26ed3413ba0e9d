import * as vscode from 'vscode';

/** What a training run tells the status bar. */
export interface TrainingActivity {
  /** 0 to 1. */
  readonly share: number;
  readonly tooltip: string;
}

/** What the extension is doing, as the status bar shows it. */
export interface Activity {
  /** Answers that are being computed. */
  readonly thinking: number;
  /** How long the last answer took, in milliseconds from the question. */
  readonly millis: number | undefined;
  readonly training: TrainingActivity | undefined;
  /** Time (ms since the epoch) until which there are no automatic suggestions. */
  readonly snoozedUntil: number;
  /** Why there are no suggestions at present, in one line. */
  readonly problem: string | undefined;
}

/** The one place where features say what goes on; they never hear of each other otherwise. */
export interface ActivityBoard {
  readonly onDidChange: vscode.Event<Activity>;
  current(): Activity;
  update(change: Partial<Activity>): void;
  dispose(): void;
}

export function createActivityBoard(): ActivityBoard {
  const changed = new vscode.EventEmitter<Activity>();
  let activity: Activity = {
    thinking: 0,
    millis: undefined,
    training: undefined,
    snoozedUntil: 0,
    problem: undefined,
  };
  return {
    onDidChange: changed.event,
    current: () => activity,
    update: (change) => {
      activity = { ...activity, ...change };
      changed.fire(activity);
    },
    dispose: () => {
      changed.dispose();
    },
  };
}
