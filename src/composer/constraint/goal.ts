import { changed, type Goal, type Reading } from './reading.ts';

/** Nothing of the bar is written yet, not even what leads to its first note. */
function atBarStart(reading: Reading): boolean {
  const idle = reading.mode === 'barred' || reading.mode === 'line' || reading.mode === 'between';
  return (
    idle && reading.filled === 0 && reading.left === 0 && reading.promised === 0 && reading.overlays === 0
  );
}

/** A construct is open that was begun with what was asked before. */
function isUndecided({ mode }: Reading): boolean {
  return mode === 'bar' || mode === 'bracket' || mode === 'field';
}

/**
 * Says how many bars a first ending may have from here on; with 0 none may begin that is not announced yet. A bar line
 * within one was begun with what was said before.
 */
export function withEndings(reading: Reading, bars: number): Reading {
  const announced = isUndecided(reading) && (reading.filled < reading.target || reading.ending === 1);
  return announced || reading.mostEndingBars === bars ? reading : changed(reading, { mostEndingBars: bars });
}

/**
 * Asks for a bar of so many ticks in place of a full one: this bar, where nothing of it is written, or the one that a
 * bar line in progress begins.
 */
export function withBarLength(reading: Reading, ticks: number): Reading {
  if (reading.meter === 0) return reading;
  if (reading.mode === 'bar') return changed(reading, { nextTarget: ticks });
  return reading.target === reading.meter && atBarStart(reading)
    ? changed(reading, { target: ticks })
    : reading;
}

/**
 * Says what is asked of the bar in progress and those after it; of those after it only, where this bar is past
 * changing. Asked to finish at the start of a bar, a tune with a pickup is given a last bar that the pickup makes
 * whole.
 */
export function withGoal(reading: Reading, goal: Goal): Reading {
  if (reading.goal === goal && reading.nextGoal === goal) return reading;
  const pastChanging = isUndecided(reading) || (reading.tied > 0 && reading.filled >= reading.target);
  if (pastChanging) return changed(reading, { nextGoal: goal });
  const asked = changed(reading, { goal, nextGoal: goal });
  const whole =
    reading.meter > 0 && reading.target === reading.meter && !reading.opening && reading.due === 0;
  if (goal !== 'finish' || !whole || !atBarStart(reading)) return asked;
  const pickup = reading.pickup > 0 ? reading.pickup : (reading.pickups[0] ?? 0);
  return pickup < reading.meter ? changed(asked, { target: reading.meter - pickup }) : asked;
}
