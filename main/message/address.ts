import type { AddressCheck } from '../api.ts'
import { judgeDomain, toAsciiDomain } from './domain.ts'
import { findForbiddenInAddress, quotable } from './forbidden.ts'
import { judgeLocal, quote } from './local-part.ts'
import { nearDomain } from './near-domain.ts'
import { scan, type Step } from './scan.ts'
import { splitMailboxes } from './split.ts'

export { splitMailboxes }

/** An address that passed, with the name that a person gave it. */
export interface Mailbox {
  readonly name?: string
  /** As it goes on the wire: in quotes where it needs them. */
  readonly local: string
  /** Lower case; beyond ASCII as U-labels when it was typed so. */
  readonly domain: string
  /** `local@domain` */
  readonly address: string
}

export type ParsedMailbox =
  { readonly ok: true; readonly mailbox: Mailbox } | { readonly ok: false; readonly message: string }

const maxTextLength = 2000 // code units of one mailbox as typed
const maxNameLength = 500
const maxAddressOctets = 254 // RFC 5321 4.5.3.1.3: a path of 256 with its angle brackets

const fail = (message: string): ParsedMailbox => ({ ok: false, message })

/**
 * Judges one mailbox as typed: `local@domain`, `Name <local@domain>` or `local@domain (Name)`
 * (RFC 5322 3.4, RFC 5321 4.1.2, RFC 6531 3.3).
 * @returns the mailbox, or one sentence that says what is wrong and where.
 */
export function parseMailbox(text: string): ParsedMailbox {
  const trimmed = text.trim() // of spaces only: a line end is refused below, wherever it stands
  if (trimmed === '' && findForbiddenInAddress(text) === null) return fail('There is no address here.')
  if (trimmed.length > maxTextLength) {
    return fail(
      `${quotable(trimmed.slice(0, 40))}… has ${trimmed.length} characters; that is no single address.`,
    )
  }
  const forbidden = findForbiddenInAddress(text)
  if (forbidden !== null) return fail(`${quotable(text)} contains ${forbidden}.`)
  const parts = takeApart(trimmed)
  if (typeof parts === 'string') return fail(`${quotable(trimmed)} ${parts}.`)
  const judged = judgeAddress(parts.address)
  if (!judged.ok) return fail(`${quotable(parts.address === '' ? trimmed : parts.address)} ${judged.why}.`)
  if (parts.name.length > maxNameLength) {
    return fail(
      `The name before ${quotable(judged.address)} has ${parts.name.length} characters; at most ${maxNameLength} are allowed.`,
    )
  }
  const { local, domain, address } = judged
  return { ok: true, mailbox: { ...(parts.name === '' ? {} : { name: parts.name }), local, domain, address } }
}

/** Splits what was typed or pasted into mailboxes and judges each. */
export function checkAddresses(text: string): AddressCheck[] {
  return splitMailboxes(text).map((piece) => {
    const parsed = parseMailbox(piece)
    if (!parsed.ok) return { text: piece, ok: false, message: parsed.message }
    const { name, local, domain, address } = parsed.mailbox
    const ascii = toAsciiDomain(domain)
    const near = nearDomain(domain)
    return {
      text: piece,
      ok: true,
      ...(name === undefined ? {} : { name }),
      address,
      ...(ascii === null || ascii === domain ? {} : { ascii: `${local}@${ascii}` }),
      ...(near === null ? {} : { near }),
    }
  })
}

/** The mailbox as a person may read and edit it; `parseMailbox` gives the same mailbox back. */
export function formatMailbox(mailbox: Pick<Mailbox, 'name' | 'address'>): string {
  const { name, address } = mailbox
  if (name === undefined) return address
  return `${/^[\p{L}\p{M}\p{N} '-]+$/u.test(name) ? name : quote(name)} <${address}>`
}

/** What two mailboxes have in common when they are the same recipient: the domain without case and in A-labels, the local part as it is (RFC 5321 2.4). */
export function addressKey(mailbox: Pick<Mailbox, 'local' | 'domain'>): string {
  return `${mailbox.local}@${(toAsciiDomain(mailbox.domain) ?? mailbox.domain).toLowerCase()}`
}

type JudgedAddress =
  | { readonly ok: true; readonly local: string; readonly domain: string; readonly address: string }
  | { readonly ok: false; readonly why: string }

const numbers = ['no', 'one', 'two', 'three', 'four', 'five']

function judgeAddress(text: string): JudgedAddress {
  if (text === '') return { ok: false, why: 'has no address between "<" and ">"' }
  const signs = scan(text).steps.filter(({ char, place }) => char === '@' && place === 'outside')
  const [sign] = signs
  if (sign === undefined) return { ok: false, why: 'has no @ sign' }
  if (signs.length > 1) return { ok: false, why: `has ${numbers[signs.length] ?? signs.length} @ signs` }
  const local = judgeLocal(text.slice(0, sign.at))
  if (!local.ok) return local
  const domain = judgeDomain(text.slice(sign.at + 1))
  if (!domain.ok) return domain
  const address = `${local.value}@${domain.value}`
  const octets = Buffer.byteLength(`${local.value}@${toAsciiDomain(domain.value) ?? domain.value}`)
  if (octets > maxAddressOctets) {
    return { ok: false, why: `has ${octets} octets; at most ${maxAddressOctets} are allowed` }
  }
  return { ok: true, local: local.value, domain: domain.value, address }
}

interface Parts {
  readonly name: string
  readonly address: string
}

const closing = { '"': '"', '(': ')', '<': '>', '[': ']' } as const

/** Name and address of one mailbox; a string is what is wrong with it. */
function takeApart(text: string): Parts | string {
  const { steps, unclosed } = scan(text)
  if (unclosed !== null) {
    return unclosed === '"'
      ? 'has a quote that is never closed'
      : `has "${unclosed}" with no "${closing[unclosed]}"`
  }
  const opening = steps.filter(({ char, place }) => char === '<' && place === 'angle')
  const [first] = opening
  if (first === undefined) return withoutAngles(steps)
  if (opening.length > 1) return 'has more than one "<"'
  const end = steps.find(({ char, place }) => char === '>' && place === 'angle')?.at ?? text.length
  if (textOf(steps.filter((step) => step.at > end && step.place !== 'comment')).trim() !== '') {
    return 'has text behind ">"'
  }
  const before = steps.filter((step) => step.at < first.at && step.place !== 'comment')
  return { name: toName(textOf(before)), address: text.slice(first.at + 1, end).trim() }
}

/** `local@domain (Name)`: the old way to give a name (RFC 5322 appendix A.5). */
function withoutAngles(steps: readonly Step[]): Parts | string {
  if (steps.some(({ char, place }) => char === '>' && place === 'outside')) return 'has ">" with no "<"'
  const comment = textOf(steps.filter(({ place }) => place === 'comment'))
  const address = textOf(steps.filter(({ place }) => place !== 'comment')).trim()
  return { name: comment.slice(1, -1).replace(/\\(.)/gu, '$1').trim(), address }
}

const textOf = (steps: readonly Step[]) => steps.map(({ char }) => char).join('')

/** A display name as typed: quotes around it, or around words of it, are taken off (RFC 5322 3.2.5). */
function toName(text: string): string {
  return text
    .replace(/"((?:[^"\\]|\\.)*)"/gu, (_, inside: string) => inside.replace(/\\(.)/gu, '$1'))
    .replace(/\s+/gu, ' ')
    .trim()
}
