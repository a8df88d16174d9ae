// `npm run bench -- NAME… [--json]`: runs the named benches, or all, and prints tables or JSON.
import { benchDiagnosis } from './diagnosis.ts'
import { benchDrain } from './drain.ts'
import { benchEntries } from './entries.ts'
import { benchFile } from './file.ts'
import { benchFlame } from './flame.ts'
import { benchFlameDrain } from './flame-drain.ts'
import { benchGrowth } from './growth.ts'
import { benchList } from './list.ts'
import { benchLongLine } from './long-line.ts'
import { benchMemory } from './memory.ts'
import { benchMerge } from './merge.ts'
import { benchOutbox } from './outbox.ts'
import { benchPeers } from './peers.ts'
import { benchRoundTrips } from './round-trips.ts'
import { benchStall } from './stall.ts'
import { benchStart } from './start.ts'
import { benchThroughput } from './throughput.ts'
import { benchTranscript } from './transcript.ts'
import { benchTyping } from './typing.ts'
import { buildStorageWorker } from '../scripts/support/storage-worker.ts'
import { formatReport, type Report } from './report.ts'

const benches: Readonly<Record<string, () => Promise<Report>>> = {
  diagnosis: benchDiagnosis,
  list: benchList,
  memory: benchMemory,
  merge: benchMerge,
  outbox: benchOutbox,
  drain: benchDrain,
  entries: benchEntries,
  file: benchFile,
  flame: benchFlame,
  'flame-drain': benchFlameDrain,
  growth: benchGrowth,
  'long-line': benchLongLine,
  peers: benchPeers,
  'round-trips': benchRoundTrips,
  stall: benchStall,
  start: benchStart,
  throughput: benchThroughput,
  transcript: benchTranscript,
  typing: benchTyping,
}

await buildStorageWorker()
const words = process.argv.slice(2)
const asJson = words.includes('--json')
const named = words.filter((word) => !word.startsWith('--'))
for (const name of named.length > 0 ? named : Object.keys(benches)) {
  const bench = benches[name]
  if (bench === undefined) {
    console.error(`There is no bench ${name}; there are: ${Object.keys(benches).join(', ')}.`)
    process.exitCode = 2
    break
  }
  const report = await bench()
  console.log(asJson ? JSON.stringify(report) : formatReport(report))
}
