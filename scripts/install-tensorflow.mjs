/**
 * Installs @tensorflow/tfjs-node where only package registries can be reached:
 * `node scripts/install-tensorflow.mjs [--into out/tensorflow]`.
 *
 * The package's own installer downloads TensorFlow's C library from a host of its own. This takes the same library
 * and headers from TensorFlow's wheel on PyPI instead, serves them to that installer on the loopback address, and has
 * the addon built from source. It needs Python 3 with pip and a C++ compiler; using the engine needs neither.
 * Linux on x64 only: the wheels of other systems are laid out differently.
 */
import { cp, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { live, launch, mustRun } from './processes.mjs';
import { npm, PROJECT } from './project.mjs';

const PACKAGE = '@tensorflow/tfjs-node@4.22.0';
/** From 2.14 on the wheel has the C library as a file of its own, and the C interface is a stable one. */
const WHEEL = 'tensorflow-cpu==2.18.1';
/** The version of the library that the installer names its file by. */
const EXPECTED_LIBRARY = 'libtensorflow.so.2.9.1';
/** What of the wheel the addon is compiled and linked with. */
const NEEDED = [
  'tensorflow/libtensorflow_cc.so.2',
  'tensorflow/libtensorflow_framework.so.2',
  'tensorflow/THIRD_PARTY_NOTICES.txt',
  'tensorflow/include/tensorflow/c/',
  'tensorflow/include/tensorflow/core/platform/',
  'tensorflow/include/xla/tsl/',
  'tensorflow/include/tsl/',
];
const UNPACK = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    wheel.extractall(sys.argv[2], [name for name in wheel.namelist() if name.startswith(tuple(sys.argv[3:]))])
`;

/** Downloads the wheel and unpacks what is needed of it. Returns the folder that holds `tensorflow/`. */
async function unpackWheel(scratch) {
  const platforms = ['manylinux2014_x86_64', 'manylinux_2_17_x86_64'].flatMap((name) => ['--platform', name]);
  const only = ['--no-deps', '--only-binary=:all:', '--python-version', '311', ...platforms];
  await mustRun('python3', ['-m', 'pip', 'download', '--quiet', ...only, '--dest', scratch, WHEEL]);
  const wheel = (await readdir(scratch)).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw new Error(`pip downloaded no wheel of ${WHEEL}`);
  await mustRun('python3', ['-c', UNPACK, join(scratch, wheel), scratch, ...NEEDED]);
  await rm(join(scratch, wheel));
  return scratch;
}

/** Lays library and headers out as in TensorFlow's archive for C: lib/ and include/. Returns their folder. */
async function layOut(unpacked) {
  const archive = join(unpacked, 'archive');
  const lib = join(archive, 'lib');
  await mkdir(lib, { recursive: true });
  await rename(join(unpacked, 'tensorflow', 'include'), join(archive, 'include'));
  await cp(join(unpacked, 'tensorflow', 'THIRD_PARTY_NOTICES.txt'), join(archive, 'THIRD_PARTY_NOTICES.txt'));
  for (const name of ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'])
    await rename(join(unpacked, 'tensorflow', name), join(lib, name));
  for (const name of ['libtensorflow.so', EXPECTED_LIBRARY])
    await symlink('libtensorflow_cc.so.2', join(lib, name));
  await symlink('libtensorflow_framework.so.2', join(lib, 'libtensorflow_framework.so'));
  return archive;
}

/** Serves the folder as any *.tar.gz that is asked for, on the loopback address. Returns the server. */
async function serve(folder) {
  const server = createServer((request, response) => {
    if (!request.url?.endsWith('.tar.gz')) return void response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': 'application/gzip' });
    const tar = launch('tar', ['-C', folder, '-cf', '-', '-I', 'gzip -1', 'lib', 'include'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    tar.stdout.pipe(response);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

/** Has the package's own installer take the library from `port` and compile its addon. */
async function install(into, port) {
  const proxies = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'];
  const direct = Object.fromEntries(Object.entries(process.env).filter(([name]) => !proxies.includes(name)));
  await mkdir(into, { recursive: true });
  await writeFile(join(into, 'package.json'), `${JSON.stringify({ private: true })}\n`);
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const [command, ...download] = npm('install', '--ignore-scripts', ...quiet, '--prefix', into, PACKAGE);
  await mustRun(command, download, { cwd: into });
  const [, ...build] = npm(
    'rebuild',
    '--foreground-scripts',
    ...quiet,
    '--prefix',
    into,
    '@tensorflow/tfjs-node',
  );
  await mustRun(command, build, {
    cwd: into,
    capture: true,
    env: {
      ...direct,
      TFJS_NODE_BASE_URI: `http://127.0.0.1:${port}/libtensorflow-`,
      npm_config_build_from_source: 'true',
    },
  });
}

/** One product with the library itself. Returns what it says of its version. */
function tryOut(into) {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  const tf = createRequire(join(into, 'package.json'))('@tensorflow/tfjs-node');
  const [product] = tf.matMul(tf.tensor2d([[2, 3]]), tf.tensor2d([[5], [7]])).dataSync();
  if (product !== 31 || tf.getBackend() !== 'tensorflow')
    throw new Error('the library was built but does not compute');
  return `TensorFlow ${tf.backend().binding.TF_Version}, backend ${tf.getBackend()}`;
}

async function main() {
  const { values } = parseArgs({
    options: { into: { type: 'string', default: join(PROJECT, 'out', 'tensorflow') } },
  });
  const into = resolve(values.into);
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('this is for Linux on x64; elsewhere `npm install @tensorflow/tfjs-node` is the way');
  if (!existsSync(join(into, 'node_modules', '@tensorflow', 'tfjs-node', 'lib'))) {
    const scratch = await mkdtemp(join(tmpdir(), 'tunewright-tensorflow-'));
    try {
      console.log(`Downloading ${WHEEL} …`);
      const server = await serve(await layOut(await unpackWheel(scratch)));
      console.log(`Building ${PACKAGE} in ${into} …`);
      await install(into, server.address().port).finally(() => server.close());
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }
  console.log(`${tryOut(into)} in ${into}`);
  return 0;
}

await live('install-tensorflow', main);
