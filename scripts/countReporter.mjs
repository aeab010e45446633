import { writeFileSync } from "node:fs";

/** A reporter for Vitest: writes to the file named in `TEST_COUNTS` how the cases ended, and how many each file has. */
export default class CountReporter {
  onTestRunEnd(modules) {
    const counts = { passed: 0, failed: 0, skipped: 0, files: {} };
    for (const module of modules) {
      const cases = [...module.children.allTests()];
      for (const one of cases) counts[isCutOff(one) ? "failed" : one.result().state]++;
      for (const suite of [module, ...module.children.allSuites()]) {
        // A file that did not load has no cases, and those before a failed `afterAll` have passed.
        if (suite.errors().length > 0 && ![...suite.children.allTests()].some(isCutOff)) counts.failed++;
      }
      counts.files[module.moduleId] = (counts.files[module.moduleId] ?? 0) + cases.length;
    }
    writeFileSync(process.env.TEST_COUNTS, JSON.stringify(counts));
  }
}

/** Whether a case did not run because a hook failed or the run ended; Vitest reports it as skipped or pending. */
function isCutOff(one) {
  const { state } = one.result();
  return state === "pending" || (state === "skipped" && one.options.mode === "run" && hasFailedAbove(one));
}

function hasFailedAbove({ parent }) {
  return parent !== undefined && (parent.errors().length > 0 || hasFailedAbove(parent));
}
