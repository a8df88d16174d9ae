// The sockets between processes on one profile.
import { rmSync } from 'node:fs'
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { formatNote, maxNoteOctets, parseNote, type Note } from './note.ts'

/** A process that does not read what it is told is let go once this much waits for it, octets. */
const maxUnread = 1024 * 1024

/** The holder's side. */
export interface Exchange {
  tell(note: Note): void
  close(): Promise<void>
}

/** Listens; each note of one process goes to `heard`, and on to all others. */
export async function openExchange(path: string, heard: (note: Note) => void): Promise<Exchange> {
  const sockets = new Set<Socket>()
  const pass = (note: Note, from?: Socket) => {
    for (const socket of sockets) if (socket !== from) write(socket, note)
  }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    readNotes(socket, (note) => {
      heard(note)
      pass(note, socket)
    })
  })
  // The lock is ours, so that a socket that is there is nobody's.
  if (process.platform !== 'win32') rmSync(path, { force: true })
  await listen(server, path)
  return {
    tell: (note) => pass(note),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ path, readableAll: false, writableAll: false }, () => {
      server.off('error', reject)
      server.on('error', () => undefined)
      resolve()
    })
  })
}

/** The side of any other process. */
export interface Line {
  tell(note: Note): void
  close(): void
}

/** Resolves with the line to the holder; undefined where nobody listens. `ended` is called when it is cut. */
export function openLine(
  path: string,
  { heard, ended }: { readonly heard: (note: Note) => void; readonly ended: () => void },
): Promise<Line | undefined> {
  return new Promise((resolve) => {
    const socket = createConnection(path)
    socket.once('error', () => resolve(undefined))
    socket.once('connect', () => {
      socket.on('error', () => undefined)
      socket.once('close', ended)
      readNotes(socket, heard)
      resolve({
        tell: (note) => write(socket, note),
        close: () => {
          socket.off('close', ended)
          // What was told last leaves before the end does.
          socket.end()
        },
      })
    })
  })
}

function write(socket: Socket, note: Note): void {
  if (socket.writableLength > maxUnread) socket.destroy()
  else socket.write(formatNote(note))
}

/** What is no note is passed over; a line without an end is an end. */
function readNotes(socket: Socket, heard: (note: Note) => void): void {
  let rest = ''
  socket.setEncoding('utf8')
  socket.on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const note = parseNote(line)
      if (note !== undefined) heard(note)
    }
    if (rest.length > maxNoteOctets) socket.destroy()
  })
}
