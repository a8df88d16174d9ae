import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TestCertificate {
  readonly cert: string
  readonly key: string
  /** PEM of the CA that signed it. */
  readonly ca: string
}

/** A certificate made by openssl at run time, for the names given (`DNS:mail.example.org`, `IP:127.0.0.1`). */
export function createCertificate(names: readonly string[], { days = 30 } = {}): TestCertificate {
  const folder = mkdtempSync(join(tmpdir(), 'sendoff-cert-'))
  try {
    const at = (name: string) => join(folder, name)
    const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
    openssl(['req', '-x509', ...ec, '-subj', '/CN=Test CA', '-keyout', at('ca.key'), '-out', at('ca.pem')])
    openssl(['req', ...ec, '-subj', '/CN=server', '-keyout', at('key.pem'), '-out', at('req.pem')])
    writeFileSync(
      at('ext'),
      names.length > 0 ? `subjectAltName=${names.join(',')}\n` : 'basicConstraints=CA:FALSE\n',
    )
    const sign = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-extfile', at('ext')]
    openssl(['x509', '-req', '-in', at('req.pem'), '-days', String(days), ...sign, '-out', at('cert.pem')])
    const read = (name: string) => readFileSync(at(name), 'utf8')
    return { cert: read('cert.pem'), key: read('key.pem'), ca: read('ca.pem') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Certificate and key as PKCS#12. */
export function toPkcs12({ cert, key }: TestCertificate, passphrase: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'sendoff-cert-'))
  try {
    const [pem, pfx] = [join(folder, 'both.pem'), join(folder, 'both.p12')]
    writeFileSync(pem, cert + key)
    openssl(['pkcs12', '-export', '-in', pem, '-passout', `pass:${passphrase}`, '-out', pfx])
    return readFileSync(pfx)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function openssl(args: readonly string[]): void {
  execFileSync('openssl', args, { stdio: 'pipe' })
}
