// A sink in a process of its own, so that a client's time and memory are its own: sends its port, ends when its parent does.
import { startSink } from './sink.ts'

const sink = await startSink({
  extensions: ['PIPELINING', 'CHUNKING', '8BITMIME', 'BINARYMIME', 'SIZE 1073741824'],
  roundTripMs: 0,
})
process.send?.({ port: sink.port })
process.once('disconnect', () => process.exit())
