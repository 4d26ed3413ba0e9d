/** While keys are pressed in the browser: how late the extension host's event loop is, and what the editor asks. */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import * as v from 'valibot';
import { activatedProvider, openFile, program, sleep, whileTyping } from './host.ts';

/** Milliseconds between two looks at the clock (Node's own choice). */
const RESOLUTION = 10;

/** How much later than due the event loop came to a timer, in milliseconds, while some work went on. */
async function delayDuring(work: () => Promise<void>): Promise<object> {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  histogram.enable();
  await work();
  histogram.disable();
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION);
  return {
    median: late(histogram.percentile(50)),
    p95: late(histogram.percentile(95)),
    p99: late(histogram.percentile(99)),
    longest: late(histogram.max),
    n: histogram.count,
  };
}

export const run = (): Promise<void> =>
  program(__filename, v.object({ file: v.string() }), async ({ file }) => {
    await openFile(file);
    const provider = await activatedProvider();
    const millis: number[] = [];
    const provide = provider.provideInlineCompletionItems.bind(provider);
    provider.provideInlineCompletionItems = async (...question) => {
      const began = performance.now();
      const items = await provide(...question);
      if (items.length > 0) millis.push(performance.now() - began);
      return items;
    };
    await sleep(4000);
    const quiet = await delayDuring(() => sleep(4000));
    const typing = await delayDuring(() => whileTyping(__filename));
    return { quiet, typing, millis };
  });
