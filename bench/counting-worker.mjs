// The storage thread, with a count of its commits: each is one sync of the database. Asked and answered over a channel of that name.
import { DatabaseSync } from 'node:sqlite'
import { BroadcastChannel } from 'node:worker_threads'

let commits = 0
const exec = DatabaseSync.prototype.exec
/** @this {DatabaseSync} @param {string} sql */
DatabaseSync.prototype.exec = function (sql) {
  if (sql === 'COMMIT') commits += 1
  exec.call(this, sql)
}
const channel = new BroadcastChannel('sendoff-bench-commits')
/** @param {{ data: unknown }} message */
channel.onmessage = ({ data }) => {
  if (data === 'how many') channel.postMessage(commits)
}
channel.unref()

await import(process.env.SENDOFF_BENCH_WORKER ?? '')
