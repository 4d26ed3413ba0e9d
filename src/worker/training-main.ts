/** The training worker's program: the training server on the disk, the processor and the clock of this machine. */
import { availableParallelism } from 'node:os';
import { checkpointFilesOn } from '../node/checkpoint-files.ts';
import { decodeText } from '../node/corpus-files.ts';
import { nodeEngine } from '../node/engines.ts';
import { modelFilesOn } from '../node/model-files.ts';
import { recipeFor } from '../training/recipe.ts';
import { hostPort, pause } from './node-worker.ts';
import { trainingMethods } from './protocol.ts';
import { serve } from './serve.ts';
import { trainingHandlers } from './training-server.ts';

/** Bytes looked at to tell text from binary data, as other tools do. */
const SAMPLE = 8192;

const handlers = trainingHandlers({
  openEngine: (name, threads) =>
    nodeEngine({
      name,
      threads: threads > 0 ? threads : Math.max(1, availableParallelism() - 1),
      kernelsDir: __dirname,
    }),
  modelFiles: modelFilesOn,
  checkpointFiles: checkpointFilesOn,
  decode: (content) => (content.subarray(0, SAMPLE).includes(0) ? null : decodeText(content)),
  clock: () => performance.now(),
  pause,
  recipeFor: (characters, goesOn) => recipeFor(characters, goesOn).recipe,
});
serve(trainingMethods, handlers, hostPort(), pause);
