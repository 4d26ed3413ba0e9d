/** A reporter for Node's test runner: how many tests passed and failed, as JSON. A skipped test has failed. */
export default async function* countingReporter(events) {
  const counts = { passed: 0, failed: 0 };
  for await (const { type, data } of events) {
    if (data?.details?.type === 'suite') continue;
    const idle = data?.skip !== undefined || data?.todo !== undefined;
    if (type === 'test:pass' && !idle) counts.passed++;
    if (type === 'test:fail' || (type === 'test:pass' && idle)) counts.failed++;
  }
  yield JSON.stringify(counts);
}
