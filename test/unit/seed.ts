import fc from 'fast-check';

/**
 * Random tests draw the same cases in every run, so that a failure belongs to the change that it came with;
 * `TUNEWRIGHT_SEED=123 npm test -- unit` draws others. A failing test prints its seed and how to repeat it.
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['TUNEWRIGHT_SEED'] ?? 20261122) });
