import { describe, expect, it } from 'vitest'
import { ClientCertificateForm, toExpiry } from '../../../renderer/servers/client-certificate-form.svelte.ts'
import { ServerFormState } from '../../../renderer/servers/server-form.svelte.ts'
import { createFakeBridge } from './fake-bridge.ts'

const stored = { subject: 'CN=ann', issuer: 'CN=ca', validToAt: 0, sha256: 'ab' }
const file = (name: string, content: string | Uint8Array<ArrayBuffer>) => new File([content], name)

describe('ClientCertificateForm', () => {
  it('leaves what is stored until something else is said', () => {
    const form = new ClientCertificateForm(stored)
    expect(form.input).toBeUndefined()
    form.replace()
    expect(form.input).toBeUndefined()
    form.text = '-----BEGIN'
    expect(form.input).toMatchObject({ kind: 'pem', text: '-----BEGIN' })
    form.keep()
    expect(form.input).toBeUndefined()
    form.remove()
    expect(form.input).toEqual({ kind: 'none' })
  })

  it('takes PEM files, certificate and key apart or in one', async () => {
    const form = new ClientCertificateForm(null)
    await form.take([
      file('a.pem', '-----BEGIN CERTIFICATE-----'),
      file('a.key', '-----BEGIN PRIVATE KEY-----'),
    ])
    form.passphrase = 'pw'
    expect(form.input).toEqual({
      kind: 'pem',
      text: '-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----',
      passphrase: 'pw',
    })
    expect(form.fileName).toBe('a.pem, a.key')
  })

  it('takes one PKCS#12 file by its octets', async () => {
    const form = new ClientCertificateForm(null)
    await form.take([file('a.p12', new Uint8Array([0x30, 0x82]))])
    expect(form.input).toEqual({ kind: 'pkcs12', bytes: new Uint8Array([0x30, 0x82]), passphrase: '' })
  })

  it('says why it takes no others', async () => {
    const form = new ClientCertificateForm(null)
    await form.take([file('a.p12', new Uint8Array([1])), file('b.p12', new Uint8Array([2]))])
    expect(form.problem).toMatch(/one \.p12 file/)
    await form.take([file('big.pem', 'x'.repeat(300_000))])
    expect(form.problem).toMatch(/big\.pem is too big/)
    expect(form.input).toBeUndefined()
  })

  it('warns 30 days before the end', () => {
    const day = 86_400_000
    expect([-1, 0, 30, 30.01].map((days) => toExpiry(days * day, 0))).toEqual([
      'expired',
      'expired',
      'soon',
      'fine',
    ])
  })
})

it('a form with another certificate is unsaved', async () => {
  const form = new ServerFormState(createFakeBridge({}).bridge, null, true)
  expect(form.dirty).toBe(false)
  await form.certificate.take([file('a.p12', new Uint8Array([1]))])
  expect(form.dirty).toBe(true)
  expect(form.form.clientCertificate).toMatchObject({ kind: 'pkcs12' })
})
