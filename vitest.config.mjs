import { defineConfig } from 'vitest/config';

/** Unit tests only; tests in a real editor have runners of their own in scripts/. */
export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    setupFiles: ['test/unit/seed.ts'],
    // A snapshot is written by hand-run `vitest -u` only, never by a test run.
    update: false,
    // Node 20 has relaxed SIMD behind a flag; the engine's second module needs it to be tested there.
    execArgv: process.versions.node.startsWith('20.') ? ['--experimental-wasm-relaxed-simd'] : [],
    testTimeout: 30_000,
  },
});
