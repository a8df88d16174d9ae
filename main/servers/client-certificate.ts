// A client certificate as a person gives it: PEM with its key, or PKCS#12 (RFC 7292). What is wrong with it is said at its field.
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { ClientCertificateInput } from '../api.ts'
import { t } from '../text/t.ts'
import { readPkcs12 } from './pkcs12.ts'
import type { ClientCertificateFacts } from './server.ts'
import { countRounds, mostRounds } from './stretching.ts'

/** Octets of a certificate with its key and chain. */
const maxOctets = 256 * 1024

export interface CertificateProblem {
  readonly ok: false
  readonly field: 'clientCertificate' | 'clientPassphrase'
  readonly message: string
}

export type ReadCertificate =
  | {
      readonly ok: true
      readonly facts: ClientCertificateFacts
      /** For the SecretStore alone, under the kind `certificate`; `toTlsIdentity` reads it. */
      readonly secret: string
    }
  | CertificateProblem

/**
 * Reads certificate and key, and opens the key with the passphrase. One that has expired is taken: whether it still serves is the
 * server's word, and its date is shown.
 */
export async function readClientCertificate(
  input: Exclude<ClientCertificateInput, { readonly kind: 'none' }>,
): Promise<ReadCertificate> {
  const octets = input.kind === 'pem' ? Buffer.byteLength(input.text) : input.bytes.length
  if (octets === 0) return no('The file is empty.')
  if (octets > maxOctets)
    return no(`The file has ${octets} octets; a certificate with its key has ${maxOctets} at most.`)
  return input.kind === 'pem' ? readPem(input.text, input.passphrase) : await fromPkcs12(input)
}

export type JudgedCertificate =
  | {
      readonly ok: true
      /** Undefined: as they are stored; null: none any more. */
      readonly facts?: ClientCertificateFacts | null
      readonly secret: string | null
    }
  | CertificateProblem

/** What a form says of the client certificate: another one, none, or nothing. */
export async function judgeCertificate(
  input: ClientCertificateInput | undefined,
): Promise<JudgedCertificate> {
  if (input === undefined) return { ok: true, secret: null }
  return input.kind === 'none' ? { ok: true, facts: null, secret: null } : await readClientCertificate(input)
}

const identitySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pem'), cert: z.string(), key: z.string() }),
  z.strictObject({ kind: z.literal('pkcs12'), pfx: z.base64(), passphrase: z.string() }),
])
type Identity = z.infer<typeof identitySchema>

/** What `ServerTarget.tls` takes. */
export type TlsIdentity =
  { readonly cert: string; readonly key: string } | { readonly pfx: Uint8Array; readonly passphrase: string }

/** The stored secret as the engine takes it; null where it is none of ours. */
export function toTlsIdentity(secret: string): TlsIdentity | null {
  const parsed = identitySchema.safeParse(toJson(secret))
  if (!parsed.success) return null
  const identity = parsed.data
  if (identity.kind === 'pem') return { cert: identity.cert, key: identity.key }
  return { pfx: Buffer.from(identity.pfx, 'base64'), passphrase: identity.passphrase }
}

const mark = /-----(BEGIN|END) ([A-Z0-9 ]{1,40})-----/g

/** Blocks that have an end, in their order. The text is read once, whatever begins in it and never ends. */
function toBlocks(text: string): readonly PemBlock[] {
  const marks = [...text.matchAll(mark)].map(({ 0: { length }, 1: kind, 2: label = '', index }) => ({
    isBegin: kind === 'BEGIN',
    label,
    from: index,
    to: index + length,
  }))
  const ends = Map.groupBy(marks.filter(({ isBegin }) => !isBegin).toReversed(), ({ label }) => label)
  const blocks: PemBlock[] = []
  let read = 0
  for (const { label, from, to } of marks.filter(({ isBegin }) => isBegin)) {
    if (from < read) continue
    const left = ends.get(label) ?? []
    while ((left.at(-1)?.from ?? Infinity) < to) left.pop()
    const end = left.pop()
    if (end === undefined) continue
    read = end.to
    blocks.push({ pem: text.slice(from, read), label })
  }
  return blocks
}

function readPem(text: string, passphrase: string): ReadCertificate {
  const blocks = toBlocks(text)
  if (blocks.length === 0)
    return no('This is no certificate: a text with “-----BEGIN CERTIFICATE-----” in it, or a .p12 file.')
  const certificates = toCertificates(
    blocks.filter(({ label }) => /^(X509 |TRUSTED )?CERTIFICATE$/.test(label)),
  )
  if (certificates === null) return no('A certificate in it is damaged: it cannot be read.')
  if (certificates.length === 0) return no('There is a key in it, and no certificate. Add the certificate.')
  const keys = blocks.filter(({ label }) => label.endsWith('PRIVATE KEY'))
  const [first, second] = keys
  if (first === undefined)
    return no('There is a certificate in it, and no key. Add the text with “PRIVATE KEY” in it.')
  if (second !== undefined) return no('There are several keys in it. Leave the one that is yours.')
  const key = openKey(first, passphrase)
  return 'ok' in key ? key : joinPem(certificates, key.key)
}

function joinPem(certificates: readonly X509Certificate[], key: KeyObject): ReadCertificate {
  const own = certificates.filter((certificate) => certificate.checkPrivateKey(key))
  const [leaf, another] = own
  if (leaf === undefined)
    return no(
      certificates.length === 1
        ? 'The key does not belong to the certificate.'
        : 'The key belongs to none of the certificates in it.',
    )
  if (another !== undefined && another.fingerprint256 !== leaf.fingerprint256)
    return no(`There are ${own.length} certificates for this key in it. Leave the newest one.`)
  // RFC 8446 4.4.2: the own certificate first, then those that vouch for it.
  const chain = [leaf, ...certificates.filter((one) => !own.includes(one))]
  const cert = chain.map((certificate) => certificate.toString()).join('')
  const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { ok: true, facts: toFacts(leaf), secret: formatIdentity({ kind: 'pem', cert, key: pem }) }
}

function toCertificates(blocks: readonly { readonly pem: string }[]): X509Certificate[] | null {
  try {
    return blocks.map(({ pem }) => new X509Certificate(pem))
  } catch {
    return null
  }
}

interface PemBlock {
  readonly pem: string
  readonly label: string
}

function openKey({ pem, label }: PemBlock, passphrase: string): { key: KeyObject } | CertificateProblem {
  const isEncrypted = label.startsWith('ENCRYPTED') || /^Proc-Type: 4,ENCRYPTED/m.test(pem)
  if (isEncrypted && passphrase === '') return wrong('The key is encrypted. Type its passphrase.')
  if (label.startsWith('ENCRYPTED') && (countRounds(toDer(pem)) ?? Infinity) > mostRounds)
    return no(t('server.certificate-work', { most: mostRounds }))
  try {
    return { key: createPrivateKey({ key: pem, passphrase }) }
  } catch {
    // Its own words are not passed on: they may quote what they could not read.
    if (isEncrypted) return wrong('The passphrase does not open the key.')
    if (label === 'OPENSSH PRIVATE KEY')
      return no('The key is one for SSH. A certificate has a key of its own.')
    return no('The key in it is damaged, or of a kind that is not known here.')
  }
}

async function fromPkcs12(
  input: Extract<ClientCertificateInput, { kind: 'pkcs12' }>,
): Promise<ReadCertificate> {
  const { bytes, passphrase } = input
  const read = await readPkcs12(bytes, passphrase)
  if (read.ok) {
    const pfx = Buffer.from(bytes).toString('base64')
    return {
      ok: true,
      facts: toFacts(read.leaf),
      secret: formatIdentity({ kind: 'pkcs12', pfx, passphrase }),
    }
  }
  switch (read.why) {
    case 'passphrase':
      return passphrase === ''
        ? wrong('The file is encrypted. Type its passphrase.')
        : wrong('The passphrase does not open the file.')
    case 'legacy':
      return no(
        'The file is encrypted in an old way that is not read any more. Convert it: openssl pkcs12 -legacy -in old.p12 -nodes -out certificate.pem, then choose certificate.pem.',
      )
    case 'too-much-work':
      return no(t('server.certificate-work', { most: mostRounds }))
    case 'no-key':
      return no('There is a certificate in it, and no key. Export it again, with its key.')
    case 'no-certificate':
      return no('There is a key in it, and no certificate. Export it again, with its certificate.')
    case 'key-mismatch':
      return no('The key does not belong to the certificate.')
    case 'not-pkcs12':
      return isDerCertificate(bytes)
        ? no('This is a certificate without its key. Choose the .p12 file, or the PEM text with both.')
        : no(
            'This is no certificate: neither a .p12 file, nor a text with “-----BEGIN CERTIFICATE-----” in it.',
          )
  }
}

/** What stands between the first line and the last. */
function toDer(pem: string): Uint8Array {
  return Buffer.from(pem.split('\n').slice(1, -1).join(''), 'base64')
}

function isDerCertificate(bytes: Uint8Array): boolean {
  try {
    return new X509Certificate(bytes).raw.length > 0
  } catch {
    return false
  }
}

function toFacts(certificate: X509Certificate): ClientCertificateFacts {
  return {
    subject: toLine(certificate.subject),
    issuer: toLine(certificate.issuer),
    validToAt: Date.parse(certificate.validTo),
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
  }
}

/** Names come with one part a line. */
function toLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ').slice(0, 500)
}

function formatIdentity(identity: Identity): string {
  return JSON.stringify(identity)
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function no(message: string): CertificateProblem {
  return { ok: false, field: 'clientCertificate', message }
}

function wrong(message: string): CertificateProblem {
  return { ok: false, field: 'clientPassphrase', message }
}
