import { forkRandom, seedRandom } from '../model/random.ts';
import type { GenerateOptions } from './generate.ts';
import { planTune, writeRecord, type TuneRequest } from './record.ts';
import { type Workshop, type SamplingRequest, startAt, writeTexts } from './workshop.ts';

export interface ComposeRequest extends SamplingRequest, TuneRequest {
  readonly count: number;
}

/** Whole new tunes, each a complete ABC record. Throws a ComposerError for a request that is none. */
export async function compose(
  workshop: Workshop,
  request: ComposeRequest,
  signal: AbortSignal | undefined,
): Promise<{ tunes: string[] }> {
  const plan = planTune(request);
  const interruption = { signal, pause: workshop.options.pause };
  const start = await startAt(workshop, plan.header, false, request, interruption);
  const random = seedRandom(request.seed);
  const randoms = Array.from({ length: request.count }, () => forkRandom(random));
  const options: GenerateOptions = { ...request, length: { kind: 'end' } };
  const bodies = await writeTexts(workshop, start, randoms, options, interruption);
  return { tunes: bodies.map(({ text }, nth) => writeRecord(plan, text, nth)) };
}
