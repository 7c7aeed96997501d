import { describe, expect, it } from '@jest/globals';
import { sha256 } from '@noble/hashes/sha2.js';
import { renderReport } from '../../src/reports/report.js';
import type { ReportInput, ReportRun } from '../../src/reports/report-input.js';
import type { RunSummary } from '../../src/runs/records.js';
import { cartPoleReport, cartPoleRun } from './fixtures.js';

const three = cartPoleReport(3);
const [first, second, third] = three.runs as [ReportRun, ReportRun, ReportRun];

/** What a reader sees: no tags, one space for any white space. */
function textOf(page: string): string {
  const body = page.slice(page.indexOf('<main>'), page.indexOf('</main>'));
  return body
    .replace(/<title>.*?<\/title>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;|[\s\u00a0\u202f]+/g, ' ')
    .replace(/ ([.,:;])/g, '$1');
}

function reportOf(runs: readonly ReportRun[], more: Partial<ReportInput> = {}): string {
  return textOf(renderReport({ ...three, ...more, runs }));
}

function changed(
  run: ReportRun,
  { drop = [], ...summary }: Partial<RunSummary> & { drop?: string[] },
): ReportRun {
  const kept = Object.fromEntries(Object.entries(run.summary).filter(([key]) => !drop.includes(key)));
  return { ...run, summary: { ...(kept as unknown as RunSummary), ...summary } };
}

const results = ['evaluation', 'lastEvaluation'];

describe('report', () => {
  it('has the same bytes for the same data', () => {
    expect(renderReport(cartPoleReport(3))).toBe(renderReport(three));
  });

  it('gives the verdict: mean and interval over seeds, threshold, cost and hash', () => {
    const means = three.runs.map(({ summary }) => summary.evaluation!.mean);
    const mean = means.reduce((sum, value) => sum + value, 0) / 3;
    const text = reportOf(three.runs);
    expect(text).toContain(`Greedy mean return ${mean.toFixed(1)}`);
    expect(text).toMatch(/95 % interval \d+\.\d to \d+\.\d over 3 seeds, 100 episodes each/);
    expect(text).toContain(`Solved by ${means.filter((value) => value >= 475).length} of 3 seeds`);
    expect(text).toContain('10 934');
    expect(text).toContain('21.5 kFLOP');
    expect(text).toContain('8.27 MFLOP');
    expect(text).toContain(first.summary.weightsHash);
    expect(text).toContain('npx lepton train cartpole-dqn --seed 3');
    expect(text).toContain('3 seeds are few');
  });

  it('claims no interval over seeds for one seed', () => {
    const text = reportOf([first]);
    expect(text).toMatch(/standard deviation over 100 episodes of one seed: no interval over seeds/);
    expect(text).not.toContain('95 % interval');
  });

  it('names failed, running and unevaluated runs, and counts the failed one as not solved', () => {
    const text = reportOf([
      changed(first, { status: 'failed', steps: 700, failure: 'loss is NaN', drop: results }),
      changed(second, { status: 'running', steps: 31_000, drop: results }),
      third,
    ]);
    expect(text).toContain('Seed 1 failed at step 700: loss is NaN');
    expect(text).toContain('Seed 2 was still running when this page was made, at step 31 000.');
    expect(text).toContain('The result is over 1 of 3 runs; the others have no final evaluation.');
    expect(text).toContain('Solved by 1 of 2 seeds, 1 not yet evaluated');
  });

  it('promises no evaluation of runs that failed', () => {
    const text = reportOf([changed(first, { status: 'failed', failure: 'loss is NaN', drop: results })]);
    expect(text).toContain('Training failed before the final evaluation.');
    expect(text).not.toContain('yet');
  });

  it('claims no spread of a single episode', () => {
    const { summary } = first;
    const evaluation = { ...summary.evaluation!, episodes: 1, std: 0 };
    const text = reportOf([{ ...first, summary: { ...summary, evaluation } }]);
    expect(text).toContain('one episode of one seed: no spread, no interval');
    expect(text).not.toContain('standard deviation over');
    expect(text).not.toContain('The dot is the mean');
  });

  it('reports the latest evaluation where there is no final one', () => {
    const text = reportOf([changed(first, { status: 'running', drop: results })]);
    expect(text).toMatch(/No final evaluation yet\. The latest evaluation during training came to \d+/);
    expect(text).not.toContain('Solved by');
  });

  it('says in words what is missing, and has no frame for it', () => {
    const { recording: _, ...bare } = changed(first, { status: 'running', steps: 0, drop: results });
    const page = renderReport({ ...three, runs: [{ ...bare, metrics: [], timing: [] }] });
    expect(textOf(page)).toContain(
      'No greedy evaluation during training is logged. No training episode has ended yet.',
    );
    expect(textOf(page)).toContain('There is no final evaluation yet.');
    expect(page).not.toContain('data-figure=');
    expect(page).not.toContain('id="episode"');
    expect(page).not.toContain('id="values"');
  });

  it('warns of equal seeds and of configurations that differ in more than the seed', () => {
    const text = reportOf([first, { ...second, seed: 1, config: `${second.config}doubleQ: true\n` }]);
    expect(text).toContain('More than one run has seed 1');
    expect(text).toContain('The configurations differ in more than the seed');
    expect(text).toContain('seed: 2; doubleQ: true');
    expect(reportOf(three.runs)).not.toContain('differ in more than the seed');
  });

  it('takes the command of a run where it has one, and quotes what a shell would read', () => {
    expect(reportOf([{ ...first, command: 'npx lepton train my.yaml --set discount=0.9' }])).toContain(
      'npx lepton train my.yaml --set discount=0.9',
    );
    const odd = changed(first, { recipe: "it's.yaml" });
    expect(renderReport({ ...three, runs: [odd] })).toContain('train &quot;it&#39;s.yaml&quot; --seed 1');
  });

  it('refuses runs of different experiments, and none', () => {
    expect(() => renderReport({ ...three, runs: [] })).toThrow(
      'report: runs.length is 0, but must be at least 1',
    );
    expect(() => reportOf([first, changed(second, { agent: 'ddqn' })])).toThrow(
      'report: agent of run cartpole-dqn-2 is "ddqn", but must be "dqn", as that of run cartpole-dqn-1',
    );
  });
});

describe('the page', () => {
  const hostile = `</script><script>alert("1")</script><img src=x onerror='alert(2)'>\u2028`;

  function hostilePage(): string {
    const summary = {
      environment: hostile,
      agent: hostile,
      recipe: hostile,
      failure: hostile,
      weightsHash: hostile,
    };
    const run: ReportRun = {
      ...changed(first, { ...summary, status: 'failed', versions: { [hostile]: hostile } }),
      name: hostile,
      seed: hostile,
      config: hostile,
      metrics: [
        ...first.metrics,
        { kind: 'training', step: 60_000, updates: 1, epsilon: 0, measures: { [hostile]: 1 } },
      ],
      recording: {
        environment: hostile,
        seed: 1,
        return: 1,
        actionNames: [hostile],
        frames: [{ picture: hostile, action: 0, reward: 1, q: [1] }],
      },
    };
    return renderReport({ ...three, title: hostile, runs: [run, { ...run, name: `${hostile}2` }] });
  }

  it('lets no text of the data become markup or script', () => {
    const page = hostilePage();
    expect(page.includes('<img')).toBe(false);
    const scripts = page.match(/<script.*?<\/script>/gs)!.join('');
    expect(scripts.includes('\u2028')).toBe(false);
    // The data, Plotly and the client: no further script begins or ends anywhere.
    expect(page.match(/<script/g)).toHaveLength(3);
    expect(page.match(/<\/script/g)).toHaveLength(3);
  });

  it('forbids the network, and every script but its own two by their hashes', () => {
    const page = hostilePage();
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1].replaceAll('&#39;', "'");
    expect(policy).toContain("default-src 'none'");
    const scripts = [...page.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text]) => text);
    const hashes = scripts.map((text) => Buffer.from(sha256(Buffer.from(text))).toString('base64'));
    expect(hashes).toHaveLength(2);
    expect(policy).toContain(`script-src ${hashes.map((hash) => `'sha256-${hash}'`).join(' ')};`);
    // Nothing that the page's own markup would load.
    expect(page.replace(/<script.*?<\/script>/gs, '')).not.toMatch(/(src|href)="(?!#|data:,")|url\(|@import/);
  });

  it('stays small for ten seeds of half a million steps', () => {
    const runs = Array.from({ length: 10 }, (_, i) => cartPoleRun(i + 1, 500_000));
    expect(renderReport({ ...three, runs }).length).toBeLessThan(4_000_000);
  });
});
