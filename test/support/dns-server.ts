// A name server on loopback (RFC 1035 4) that knows SRV and MX records and nothing else.
import { createSocket } from 'node:dgram'

/** What a name has; `SERVFAIL` and `SILENT` in place of records. */
export type DnsZones = Readonly<
  Record<
    string,
    | {
        readonly srv?: readonly (readonly [priority: number, weight: number, port: number, target: string])[]
        readonly mx?: readonly (readonly [preference: number, exchange: string])[]
      }
    | 'SERVFAIL'
    | 'SILENT'
  >
>

export interface DnsServer {
  readonly port: number
  /** `SRV _submission._tcp.example.org`, `MX …` in the order of asking. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

const types: Readonly<Record<number, string>> = { 15: 'MX', 33: 'SRV' }

/** Answers for `zones`; a name that is not there does not exist (NXDOMAIN). */
export async function startDnsServer(zones: DnsZones): Promise<DnsServer> {
  const asked: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const { name, type, question } = readQuestion(query)
    asked.push(`${types[type] ?? type} ${name}`)
    const zone = zones[name]
    if (zone === 'SILENT') return
    const answers = typeof zone === 'object' ? answersOf(zone, type) : []
    const code = zone === 'SERVFAIL' ? 2 : zone === undefined ? 3 : 0
    const header = Buffer.alloc(12)
    query.copy(header, 0, 0, 2)
    header.writeUInt16BE(0x8180 | code, 2)
    header.writeUInt16BE(1, 4)
    header.writeUInt16BE(answers.length, 6)
    const records = answers.map((data) => {
      const record = Buffer.alloc(12)
      record.writeUInt16BE(0xc00c, 0)
      record.writeUInt16BE(type, 2)
      record.writeUInt16BE(1, 4)
      record.writeUInt32BE(60, 6)
      record.writeUInt16BE(data.length, 10)
      return Buffer.concat([record, data])
    })
    socket.send(Buffer.concat([header, question, ...records]), from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return {
    port: socket.address().port,
    asked,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  }
}

function readQuestion(query: Buffer): { name: string; type: number; question: Buffer } {
  const labels: string[] = []
  let at = 12
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  const name = labels.join('.').toLowerCase()
  return { name, type: query.readUInt16BE(at + 1), question: query.subarray(12, at + 5) }
}

function answersOf(zone: Exclude<DnsZones[string], string>, type: number): readonly Buffer[] {
  if (type === 15) return (zone.mx ?? []).map(([preference, host]) => record([preference], host))
  if (type === 33) return (zone.srv ?? []).map(([a, b, port, host]) => record([a, b, port], host))
  return []
}

function record(numbers: readonly number[], name: string): Buffer {
  const head = Buffer.alloc(numbers.length * 2)
  numbers.forEach((number, at) => head.writeUInt16BE(number, at * 2))
  const labels = name === '.' ? [] : name.split('.')
  const parts = labels.flatMap((label) => [Buffer.from([label.length]), Buffer.from(label, 'latin1')])
  return Buffer.concat([head, ...parts, Buffer.from([0])])
}
