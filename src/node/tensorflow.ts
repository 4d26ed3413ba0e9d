import { createRequire } from 'node:module';
import { join } from 'node:path';
import { EngineError } from '../engine/engine.ts';
import type { TensorFlow } from '../engine/tensorflow/network.ts';

/** With a GPU first: whoever has installed that one means to use it. */
const PACKAGES = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'];

/** Names a folder whose node_modules hold one of the packages. */
export const TENSORFLOW_FOLDER = 'TUNEWRIGHT_TENSORFLOW';

/**
 * TensorFlow.js with its native library, from the first of some folders, or a folder above it, that has it in its
 * node_modules. It is never part of this program. Throws an EngineError with one line where it is missing or broken.
 */
export function loadTensorflow(folders: readonly string[]): TensorFlow {
  // The library else prints what processor it found; it reads this when it is loaded.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  for (const folder of folders) {
    for (const name of PACKAGES) {
      const module = requireFrom(folder, name);
      if (module === undefined) continue;
      if (isTensorflow(module)) return module;
      throw new EngineError(`${name} in ${folder} is not TensorFlow.js 4; install ${name}@^4.22.0`);
    }
  }
  throw new EngineError(
    `the TensorFlow engine needs @tensorflow/tfjs-node: run "npm install @tensorflow/tfjs-node" in a folder, ` +
      `start from there or name it in ${TENSORFLOW_FOLDER}; the engine "wasm" needs nothing`,
  );
}

/** The module, or undefined where the folder and those above have no such package. */
function requireFrom(folder: string, name: string): unknown {
  const require = createRequire(join(folder, 'package.json'));
  try {
    require.resolve(name);
  } catch {
    return undefined;
  }
  try {
    return require(name);
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new EngineError(
      `${name} in ${folder} cannot be loaded: ${reason}; install it again with "npm rebuild ${name}"`,
    );
  }
}

function isTensorflow(module: unknown): module is TensorFlow {
  return (
    typeof module === 'object' &&
    module !== null &&
    ['tidy', 'variableGrads', 'getBackend'].every(
      (name) => typeof Reflect.get(module, name) === 'function',
    ) &&
    'layers' in module
  );
}
