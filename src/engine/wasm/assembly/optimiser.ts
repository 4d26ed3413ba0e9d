/** Gradients and the optimiser; all lengths are in bytes, multiples of 16. */

/** target += source */
export function addTo(target: usize, source: usize, bytes: usize): void {
  for (let o: usize = 0; o < bytes; o += 16) {
    v128.store(target + o, f32x4.add(v128.load(target + o), v128.load(source + o)));
  }
}

/** Sum of the squares, in double precision. */
export function sumOfSquares(values: usize, bytes: usize): f64 {
  let low = f64x2.splat(0),
    high = f64x2.splat(0);
  for (let o: usize = 0; o < bytes; o += 16) {
    const v = v128.load(values + o);
    const first = f64x2.promote_low_f32x4(v);
    const second = f64x2.promote_low_f32x4(v128.shuffle<f64>(v, v, 1, 1));
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(second, second));
  }
  const sum = f64x2.add(low, high);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/**
 * Adam with decoupled weight decay (Kingma & Ba 2015; Loshchilov & Hutter 2019, algorithm 2). `scale` is the
 * gradient's, from clipping; `correction1` and `correction2` are 1 − βᵗ. Moments too small to matter become zero:
 * numbers below 2⁻¹²⁶ would slow everything down.
 */
export function adam(
  weights: usize,
  gradient: usize,
  firstMoment: usize,
  secondMoment: usize,
  bytes: usize,
  learningRate: f32,
  scale: f32,
  beta1: f32,
  beta2: f32,
  correction1: f32,
  correction2: f32,
  epsilon: f32,
  weightDecay: f32,
): void {
  const b1 = f32x4.splat(beta1),
    rest1 = f32x4.splat(1 - beta1),
    rate = f32x4.splat(learningRate);
  const b2 = f32x4.splat(beta2),
    rest2 = f32x4.splat(1 - beta2),
    eps = f32x4.splat(epsilon);
  const unbias1 = f32x4.splat(1 / correction1),
    unbias2 = f32x4.splat(1 / correction2);
  const decay = f32x4.splat(weightDecay),
    gradientScale = f32x4.splat(scale),
    tiny = f32x4.splat(1e-36);
  for (let o: usize = 0; o < bytes; o += 16) {
    const g = f32x4.mul(v128.load(gradient + o), gradientScale);
    let m = f32x4.add(f32x4.mul(b1, v128.load(firstMoment + o)), f32x4.mul(rest1, g));
    let v = f32x4.add(f32x4.mul(b2, v128.load(secondMoment + o)), f32x4.mul(rest2, f32x4.mul(g, g)));
    m = v128.andnot(m, f32x4.lt(f32x4.abs(m), tiny));
    v = v128.andnot(v, f32x4.lt(v, tiny));
    v128.store(firstMoment + o, m);
    v128.store(secondMoment + o, v);
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(v, unbias2)), eps);
    const direction = f32x4.div(f32x4.mul(m, unbias1), root);
    const w = v128.load(weights + o);
    const change = f32x4.add(direction, f32x4.mul(decay, w));
    v128.store(weights + o, f32x4.sub(w, f32x4.mul(rate, change)));
  }
}
