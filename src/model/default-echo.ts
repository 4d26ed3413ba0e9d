import type { EchoTable } from './echo.ts';

/**
 * How bars echo earlier ones in the tunes that the bundled model has learnt from, for models that say nothing of it.
 * Printed by `node bench/bundled/run.mjs echo DATA_DIR`.
 */
export const DEFAULT_ECHO: EchoTable = [
  {
    distance: 2,
    places: [0.0263, 0.0172, 0.689, 0.0404, 0.106, 0.0233, 0.032, 0.0135, 0.011],
    onward: 5.42,
    departures: [0.0432, 0.0693, 0.154],
  },
  {
    distance: 4,
    places: [0.0574, 0.0421, 0.0578, 0.131, 1.9, 0.464, 0.0858, 0.105, 0.0054],
    onward: 16,
    departures: [0.0287, 0.0429, 0.0716],
  },
  {
    distance: 8,
    places: [0.0257, 0.0469, 0.15, 0.199, 0.162, 0.191, 0.56, 0.702, 0.00218],
    onward: 22.8,
    departures: [0.0132, 0.0274, 0.0312],
  },
  {
    distance: 12,
    places: [0.0787, 0.0579, 0.138, 0.143, 0.127, 0.0691, 0.0681, 0.068, 0.0135],
    onward: 16.1,
    departures: [0.0279, 0.0492, 0.0496],
  },
  {
    distance: 16,
    places: [0.0409, 0.058, 0.11, 0.185, 0.172, 0.192, 0.335, 0.461, 0.0055],
    onward: 17.8,
    departures: [0.0173, 0.0366, 0.0374],
  },
];
