/** Ends every test run with the one line that a script can read: `tests: N passed, N failed`. */
export default class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const suitesThatNeverRan = results.numRuntimeErrorTestSuites;
    const failed = results.numFailedTests + suitesThatNeverRan;
    const skipped = results.numPendingTests > 0 ? `, ${results.numPendingTests} skipped` : '';
    process.stderr.write(`tests: ${results.numPassedTests} passed, ${failed} failed${skipped}\n`);
  }
}
