/** The model worker's program: the model server on the disk, the processor and the clock of this machine. */
import { createComposer } from '../composer/composer.ts';
import { nodeEngine } from '../node/engines.ts';
import { modelFilesOn } from '../node/model-files.ts';
import { modelHandlers } from './model-server.ts';
import { hostPort, pause } from './node-worker.ts';
import { modelMethods } from './protocol.ts';
import { serve } from './serve.ts';

const clock = (): number => performance.now();
const handlers = modelHandlers({
  // One stream of characters has no work for a second thread.
  openEngine: () => nodeEngine({ name: 'auto', threads: 1, kernelsDir: __dirname }),
  modelFiles: modelFilesOn,
  openComposer: (model, engine) => createComposer(model, engine, { clock, pause }),
  clock,
});
serve(modelMethods, handlers, hostPort(), pause);
