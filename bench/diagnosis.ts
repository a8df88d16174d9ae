// How long a reply takes to be explained; the bar is 1 ms a reply.
import { readFileSync } from 'node:fs'
import { diagnose } from '../main/diagnosis/diagnose.ts'
import { median, type Report } from './report.ts'

interface Sample {
  readonly phase: string
  readonly lines: readonly string[]
}

const files = ['replies.visible.jsonl', 'replies.extra.jsonl', 'replies.unseen2.jsonl'] as const
const rounds = 20

/** Milliseconds for each reply of the test data: the median and the slowest, after one round to warm up. */
export function benchDiagnosis(): Promise<Report> {
  return Promise.resolve({
    name: 'diagnosis',
    about: `Milliseconds for one reply, each diagnosed ${rounds} times after one round to warm up.`,
    rows: files.map((file) => {
      const samples = readSamples(file)
      for (const sample of samples) diagnose(sample)
      const times = samples.map(timeOf)
      return {
        replies: `${samples.length} of ${file}`,
        median: median(times).toFixed(3),
        slowest: Math.max(...times).toFixed(3),
      }
    }),
  })
}

/** The mean over all rounds. */
function timeOf(sample: Sample): number {
  const startedAt = performance.now()
  for (let round = 0; round < rounds; round++) diagnose(sample)
  return (performance.now() - startedAt) / rounds
}

function readSamples(file: string): readonly Sample[] {
  return readFileSync(new URL(`../test/data/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Sample)
}
