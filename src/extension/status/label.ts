import type { Activity } from '../activity.ts';

/** What the status bar item depends on besides what goes on. */
export interface StatusSituation {
  readonly activity: Activity;
  readonly enabled: boolean;
  readonly model: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface StatusLabel {
  readonly text: string;
  readonly tooltip: string;
  /** For a screen reader, which would spell out the symbols. */
  readonly spoken: string;
  readonly warning: boolean;
}

/** The status bar item: what the extension does at present, in a few characters. */
export function statusLabel({ activity, enabled, model, now }: StatusSituation): StatusLabel {
  const state = stateOf(activity, enabled, now);
  const { training, millis, problem } = activity;
  const percent = training === undefined ? undefined : Math.floor(100 * training.share);
  const text = ['♪', state.short, ...(percent === undefined ? [] : [`$(mortar-board) ${percent} %`])].join(
    ' ',
  );
  const lines = [
    `Tunewright: ${state.long}`,
    `Model: ${model}`,
    ...(millis === undefined ? [] : [`Last suggestion: ${formatMillis(millis)}`]),
    ...(training === undefined ? [] : [training.tooltip]),
    ...(problem === undefined ? [] : [problem]),
    'Click for the menu',
  ];
  const spoken = `Tunewright: ${state.long}${percent === undefined ? '' : `, training ${percent} percent`}`;
  return { text, tooltip: lines.join('\n'), spoken, warning: problem !== undefined };
}

function stateOf(
  { snoozedUntil, thinking, millis, problem }: Activity,
  enabled: boolean,
  now: number,
): { readonly short: string; readonly long: string } {
  if (problem !== undefined) return { short: '$(warning)', long: 'no suggestions at present' };
  if (thinking > 0) return { short: '…', long: 'thinking' };
  if (!enabled) return { short: 'off', long: 'suggestions are off' };
  if (now < snoozedUntil) {
    const minutes = Math.ceil((snoozedUntil - now) / 60_000);
    return { short: `${minutes} min`, long: `suggestions are snoozed for ${minutes} more min` };
  }
  return { short: millis === undefined ? 'on' : formatMillis(millis), long: 'suggestions are on' };
}

/** `7 ms`, `1.2 s` */
export function formatMillis(millis: number): string {
  return millis < 1000 ? `${Math.max(1, Math.round(millis))} ms` : `${(millis / 1000).toFixed(1)} s`;
}
