import * as v from 'valibot';
import type { UnfinishedRun } from '../../worker/protocol.ts';

/** How to train. */
export interface Plan {
  readonly minutes: number;
  /** What the model knows before it sees the tunes. */
  readonly start: 'bundled' | 'nothing';
  readonly resume: boolean;
}

/** Answers that a keybinding, a task or another extension may give along with the command. */
const ordersSchema = v.strictObject({
  minutes: v.optional(v.pipe(v.number(), v.finite(), v.gtValue(0))),
  start: v.optional(v.picklist(['bundled', 'nothing'])),
  resume: v.optional(v.boolean()),
});

/** The plan that orders come to; undefined where there are none, so that the person is asked. */
export function planOf(
  orders: unknown,
  unfinished: UnfinishedRun | null,
  normalMinutes: number,
): Plan | undefined {
  const parsed = v.safeParse(ordersSchema, orders);
  if (!parsed.success) return undefined;
  const { minutes = normalMinutes, start = 'bundled', resume = false } = parsed.output;
  return resume && unfinished !== null ? resumed(unfinished) : { minutes, start, resume: false };
}

/** Going on with a run as it was begun. */
export function resumed({ minutes, from }: UnfinishedRun): Plan {
  return { minutes, start: from === undefined ? 'nothing' : 'bundled', resume: true };
}
