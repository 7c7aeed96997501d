/** The arrows of the house: cli -> experiments -> {agents, environments} -> src rooms; inside src: networks, learning -> tensor <- engines. */
const room = (name) => `^src/${name}/`;
const forbid = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    forbid(
      'no-circles',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'A reader must be able to start somewhere.',
    ),
    forbid(
      'the-foundation-knows-nobody',
      { path: '^src/', pathNot: ['^src/cli/', '^src/index[.]ts$', '^src/reports/'] },
      { path: ['^environments/', '^agents/', '^experiments/', '^benchmarks/'] },
      'src knows nothing of a particular environment, agent or experiment; the front door and the command line do.',
    ),
    forbid(
      'reports-know-only-scenes',
      { path: room('reports') },
      { path: ['^environments/(?!contract)', '^agents/', '^experiments/', '^benchmarks/'] },
      'A report draws what it is given.',
    ),
    forbid(
      'worlds-know-no-agents',
      { path: '^environments/' },
      {
        path: [
          '^agents/',
          '^experiments/',
          '^src/(?!random|numerics|errors|nearest-name|unknown-name|plain-data|data)',
        ],
      },
      'An environment imports numbers and errors, nothing that learns.',
    ),
    forbid(
      'agents-know-the-contract-only',
      { path: '^agents/' },
      { path: ['^experiments/', '^environments/(?!contract|buffers|spaces)'] },
      'Agents see the contract and the spaces.',
    ),
    forbid(
      'experiments-know-no-shell',
      { path: '^experiments/' },
      { path: room('cli') },
      'The command line is the outermost room.',
    ),
    forbid(
      'nobody-imports-the-command-line',
      { pathNot: '^(src/cli/|benchmarks/|test/)' },
      { path: room('cli') },
      'The command line is the outermost room.',
    ),
    forbid(
      'tensor-is-the-ground',
      { path: room('tensor') },
      { path: '^src/(?!tensor|numerics|errors|nearest-name|unknown-name|plain-data)' },
      'What is computed does not know where.',
    ),
    forbid(
      'engines-know-tensors-only',
      { path: room('engines') },
      { path: '^src/(?!engines|tensor|numerics|errors|nearest-name|unknown-name|plain-data)' },
      'Where it is computed does not know what for.',
    ),
    forbid(
      'networks-know-tensors',
      { path: room('networks') },
      {
        path: '^src/(?!networks|tensor|engines/engine|random|numerics|errors|nearest-name|unknown-name|plain-data)',
      },
      'A network is a function from tensors to tensors.',
    ),
    forbid(
      'learning-knows-tensors',
      { path: room('learning') },
      { path: '^src/(?!learning|tensor|random|numerics|errors|nearest-name|unknown-name|plain-data)' },
      'A formula is a function from tensors to tensors.',
    ),
    forbid(
      'browsers-have-no-node',
      { pathNot: ['[.]node[.]ts$', '^test/', '^[.]config/'] },
      { path: '[.]node[.]ts$', dependencyTypesNot: ['type-only'] },
      'Node-only code is behind *.node.ts.',
    ),
    forbid(
      'node-modules-in-node-files',
      { path: '^(src|environments|agents|experiments)/', pathNot: '[.]node[.]ts$' },
      { dependencyTypes: ['core'] },
      'Node-only code is behind *.node.ts.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^src/engines/wasm/assembly/'] },
    tsConfig: { fileName: require('node:path').join(__dirname, 'tsconfig.json') },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
};
