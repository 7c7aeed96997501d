/** The arrows of the house: cli -> experiments -> {agents, environments} -> src rooms; inside src: networks, learning -> tensor <- engines. */
const room = (name) => `^src/${name}/`;
const forbid = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });
/** What everybody may import. */
const smallFiles = 'errors|nearest-name|unknown-name|plain-data|plain-yaml|load-export|shell-word';
/** Of `src`, a room imports itself, the small files, and these rooms or files. */
const knowsOnly = (name, others) =>
  forbid(
    `${name}-knows-${others.length === 0 ? 'nobody' : others.join('-')}`.replace(/\W+/g, '-'),
    { path: room(name) },
    {
      path: `^src/(?!${[name, ...others].map((other) => `${other}[/.]`).join('|')}|${smallFiles})`,
    },
    'docs/architecture.md says who knows whom.',
  );

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
        path: ['^agents/', '^experiments/', `^src/(?!random|numerics|data|${smallFiles})`],
      },
      'An environment imports numbers and errors, nothing that learns.',
    ),
    forbid(
      'worlds-are-known-by-their-files',
      { pathNot: ['^environments/index[.]ts$', '^src/index[.]ts$'] },
      { path: '^environments/((market|production-line)/)?index[.]ts$' },
      'An index is what programs see; inside the house files import files.',
    ),
    forbid(
      'agents-know-the-contract-only',
      { path: '^agents/' },
      {
        path: [
          '^experiments/',
          '^environments/(?!contract|buffers|spaces)',
          '^src/(data|statistics|reports|cli)/',
        ],
      },
      'Agents see the contract and the spaces, and what learns.',
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
    knowsOnly('numerics', []),
    knowsOnly('random', ['numerics']),
    knowsOnly('tensor', ['numerics']),
    knowsOnly('engines', ['tensor', 'numerics']),
    knowsOnly('networks', ['tensor', 'engines/engine', 'random', 'numerics']),
    knowsOnly('learning', ['tensor', 'random', 'numerics']),
    knowsOnly('replay', ['engines', 'tensor', 'random', 'runs']),
    knowsOnly('data', []),
    knowsOnly('statistics', ['random', 'numerics']),
    knowsOnly('runs', []),
    knowsOnly('reports', ['runs', 'statistics', 'random']),
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
