import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tls from 'node:tls'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readClientCertificate } from '../../../main/servers/client-certificate.ts'
import { countRounds, mostRounds } from '../../../main/servers/stretching.ts'
import { cpuMs, mostCpuMs } from '../../support/cpu-time.ts'

// Named imports of a module of Node follow the change of its default export when told so.
const opened = vi.spyOn(tls, 'createSecureContext')
syncBuiltinESMExports()
afterAll(() => {
  opened.mockRestore()
  syncBuiltinESMExports()
})

let dir = ''
const bytesOf = (name: string) => readFileSync(join(dir, name))
const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' })

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sendoff-rounds-'))
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl('req', '-x509', ...ec, '-subj', '/CN=ann', '-keyout', 'key.pem', '-out', 'cert.pem')
  const pack = (...args: readonly string[]) =>
    openssl('pkcs12', '-export', '-passout', 'pass:pw', '-in', 'cert.pem', '-inkey', 'key.pem', ...args)
  pack('-iter', '2048', '-out', 'usual.p12')
  pack('-iter', '70000', '-nomac', '-out', 'no-mac.p12')
  pack('-iter', '5', '-nomaciter', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'NONE', '-out', 'old.p12')
  openssl('pkcs8', '-topk8', '-in', 'key.pem', '-passout', 'pass:pw', '-iter', '30000', '-out', 'key.p8')
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** Tag and content, with a length that fits. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const head = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...head]), content])
}
const integer = (value: number) => {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  return der(2, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
}
const salt = der(4, Buffer.alloc(8))
const oid = (hex: string) => der(6, Buffer.from(hex, 'hex'))
const data = oid('2a864886f70d010701')
/** A PFX (RFC 7292 4) with a count of the MAC and one of an encrypted part. */
const pfx = (mac: number, outer: number) => {
  const pbe = der(0x30, oid('2a864886f70d010c0103'), der(0x30, salt, integer(outer)))
  const part = der(0x30, oid('2a864886f70d010706'), der(0xa0, der(0x30, integer(0), der(0x30, data, pbe))))
  const safe = der(0x30, data, der(0xa0, der(4, der(0x30, part))))
  const digest = der(0x30, der(0x30, oid('2b0e03021a')), der(4, Buffer.alloc(20)))
  return der(0x30, integer(3), safe, der(0x30, digest, salt, integer(mac)))
}

describe('the rounds that a file asks for', () => {
  test.each([
    ['usual.p12', 3 * 2048],
    ['no-mac.p12', 70_000],
    ['old.p12', 5],
  ])('of %s, as OpenSSL wrote it, are the sum of what stands open in it', (name, rounds) => {
    expect(countRounds(bytesOf(name))).toBe(rounds)
  })

  test.each([
    ['MAC', pfx(mostRounds + 1, 1)],
    ['encrypted part', pfx(1, mostRounds + 1)],
    ['both together', pfx(mostRounds / 2 + 1, mostRounds / 2)],
    ['MAC, without end', pfx(2 ** 48, 1)],
  ])('over the limit (%s): refused before anything is hashed', async (_, bytes) => {
    opened.mockClear()
    const read = await readClientCertificate({ kind: 'pkcs12', bytes, passphrase: 'pw' })
    expect(read).toMatchObject({
      ok: false,
      field: 'clientCertificate',
      message: expect.stringContaining('hashed more often') as string,
    })
    expect(opened).not.toHaveBeenCalled()
  })

  test('within the limit it is opened, and so is one with indefinite lengths (BER)', async () => {
    opened.mockClear()
    const read = await readClientCertificate({
      kind: 'pkcs12',
      bytes: bytesOf('usual.p12'),
      passphrase: 'pw',
    })
    expect(read).toMatchObject({ ok: true })
    // Node's end of the handshake makes a context of its own, without a file.
    expect(opened.mock.calls.filter(([options]) => options?.pfx !== undefined)).toHaveLength(1)
    const inner = der(0x30, der(0x30, salt, integer(77)))
    const open = (tag: number, ...parts: readonly Uint8Array[]) =>
      Buffer.concat([Buffer.from([tag, 0x80]), ...parts, Buffer.from([0, 0])])
    const parts = open(0x24, der(4, inner.subarray(0, 5)), der(4, inner.subarray(5)))
    expect(countRounds(open(0x30, integer(3), open(0x30, data, open(0xa0, parts))))).toBe(77)
  })

  test('of an encrypted PEM key are counted too', async () => {
    const cert = bytesOf('cert.pem').toString()
    const key = bytesOf('key.p8').toString()
    const pem = (text: string) => readClientCertificate({ kind: 'pem', text, passphrase: 'pw' })
    expect(await pem(cert + key)).toMatchObject({ ok: true })
    const body = Buffer.from(key.split('\n').slice(1, -2).join(''), 'base64')
    const hostile = der(
      0x30,
      der(0x30, oid('2a864886f70d01050d'), der(0x30, salt, integer(1_000_000_000))),
      der(4, body),
    )
    const text = `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${hostile.toString('base64')}\n-----END ENCRYPTED PRIVATE KEY-----\n`
    expect(await pem(cert + text)).toMatchObject({
      ok: false,
      message: expect.stringContaining('hashed more often') as string,
    })
  })

  test.each([
    ['a length that goes beyond the end', Buffer.from('3084ffffffff', 'hex')],
    ['no end', Buffer.from('3080', 'hex')],
    ['many levels', Buffer.from('3080'.repeat(5_000), 'hex')],
    ['many nodes', der(0x30, ...Array.from({ length: 30_000 }, () => Buffer.from([5, 0])))],
    ['a tag of several octets', Buffer.from('1f8101', 'hex')],
  ])('what is no BER that can be judged (%s) is not handed on', (name, bytes) => {
    expect(countRounds(bytes)).toBe(name === 'many nodes' ? 0 : null)
  })
})

test('100 kB of PEM that begins and never ends is read once', async () => {
  const hostile = '-----BEGIN A-----\n'.repeat(6_000)
  const read = (text: string) => readClientCertificate({ kind: 'pem', text, passphrase: '' })
  expect(await cpuMs(() => read(hostile))).toBeLessThan(mostCpuMs)
  expect(await read(hostile)).toMatchObject({ ok: false })
  // One that never ends does not hide what comes behind it.
  const good = bytesOf('cert.pem').toString() + bytesOf('key.pem').toString()
  expect(await read(`-----BEGIN LOST-----\n${good}`)).toMatchObject({ ok: true })
})
