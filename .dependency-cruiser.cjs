/** The fences between the folders of src/. `to` lists what a folder may reach; all else is an error. */
const MAY_IMPORT = {
  abc: [],
  model: [],
  engine: ['model'],
  composer: ['abc', 'model', 'engine/[^/]+$'],
  training: ['abc', 'model', 'engine/[^/]+$'],
  node: ['abc', 'model', 'engine', 'composer', 'training'],
  worker: ['abc', 'model', 'engine', 'composer', 'training', 'node'],
  cli: ['abc', 'model', 'engine', 'composer', 'training', 'node', 'worker'],
  webview: ['abc'],
  extension: ['abc', 'worker/protocol', 'worker/client', 'webview/messages'],
};
const PURE = '^src/(abc|model|engine|composer|training)/';

const fences = Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
  name: `fence-${folder}`,
  severity: 'error',
  comment: `src/${folder} may import only: ${['itself', ...allowed].join(', ')}`,
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: [`^src/${folder}/`, ...allowed.map((path) => `^src/${path}`)] },
}));

module.exports = {
  forbidden: [
    ...fences,
    {
      name: 'fence-vscode',
      severity: 'error',
      comment: 'only src/extension talks to the editor',
      from: { path: '^src/', pathNot: '^src/extension/' },
      to: { path: '(^|/)(@types/)?vscode(/|$)' },
    },
    {
      name: 'fence-world',
      severity: 'error',
      comment: 'pure folders use no Node module',
      from: { path: PURE },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'fence-features',
      severity: 'error',
      comment:
        'features of the extension never import each other; what they share lies in src/extension itself',
      from: { path: '^src/extension/([^/]+)/' },
      to: { path: '^src/extension/[^/]+/', pathNot: '^src/extension/$1/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: { path: '^src' },
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'src/engine/wasm/assembly' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json', '.d.ts'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
};
