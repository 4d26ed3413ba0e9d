import type { EchoTable } from './echo.ts';

/**
 * How bars echo earlier ones in the tunes that the bundled model has learnt from, for models that say nothing of it.
 * Printed by `node bench/bundled/run.mjs echo DATA_DIR`.
 */
export const DEFAULT_ECHO: EchoTable = [
  {
    distance: 2,
    places: [0.0263, 0.0172, 0.69, 0.0402, 0.105, 0.0232, 0.0319, 0.0135, 0.011],
    onward: 5.45,
    departures: [0.0431, 0.0693, 0.154],
  },
  {
    distance: 4,
    places: [0.0574, 0.0421, 0.0579, 0.131, 1.91, 0.464, 0.0859, 0.105, 0.0054],
    onward: 16,
    departures: [0.0287, 0.0429, 0.0716],
  },
  {
    distance: 8,
    places: [0.0256, 0.0469, 0.15, 0.199, 0.162, 0.191, 0.559, 0.701, 0.00218],
    onward: 22.8,
    departures: [0.0131, 0.0274, 0.0312],
  },
  {
    distance: 12,
    places: [0.0788, 0.058, 0.138, 0.143, 0.127, 0.0691, 0.0681, 0.068, 0.0135],
    onward: 16.1,
    departures: [0.0279, 0.0492, 0.0496],
  },
  {
    distance: 16,
    places: [0.041, 0.058, 0.11, 0.185, 0.172, 0.192, 0.335, 0.461, 0.00551],
    onward: 17.8,
    departures: [0.0176, 0.0366, 0.0374],
  },
];
