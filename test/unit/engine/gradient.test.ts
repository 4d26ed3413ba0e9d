import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flatten, unflatten } from '../../../src/model/weights.ts';
import { lossAndGradient } from '../../../src/engine/reference/gradient.ts';
import { drawCase, shapes } from './cases.ts';

test('the gradient of the reference is the slope of its loss, by finite differences', () => {
  fc.assert(
    fc.property(shapes({ small: true }), (shape) => {
      const { weights, batch, carried, options } = drawCase(shape);
      const lossAt = (flat: Float32Array): number =>
        lossAndGradient(unflatten(shape.hyperparameters, flat), batch, carried, 3, options).loss;
      const flat = flatten(weights);
      const { gradient } = lossAndGradient(weights, batch, carried, 3, options);
      for (let i = 0; i < flat.length; i++) {
        const up = flat.slice();
        const down = flat.slice();
        up[i] += 2 ** -9;
        down[i] -= 2 ** -9;
        const slope = (lossAt(up) - lossAt(down)) / (up[i] - down[i]);
        expect(Math.abs(gradient[i] - slope), `weight ${i}`).toBeLessThan(1e-5 + 1e-3 * Math.abs(slope));
      }
    }),
    { numRuns: 15 },
  );
});
