import * as v from 'valibot';

/** How the person practises: kept while the preview is open, also when it is hidden or the window is reloaded. */
export interface Practice {
  /** Per cent of the tune's own tempo. */
  readonly speed: number;
  readonly loops: boolean;
}

const practice = v.object({ speed: v.pipe(v.number(), v.minValue(40), v.maxValue(160)), loops: v.boolean() });

/** How the person practised, in what the page kept. */
export function practiceIn(state: unknown): Practice {
  const kept = v.safeParse(v.object({ practice }), state);
  return kept.success ? kept.output.practice : { speed: 100, loops: false };
}
