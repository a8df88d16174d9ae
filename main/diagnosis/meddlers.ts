import { neverOpened } from '../failure.ts'
import type { FaultCause } from './cause.ts'
import type { DiagnosisInput } from './diagnose.ts'

// What stands between this computer and the server shows itself only in what came back: not in an error code.

/** Issuers of the certificates that scanners and firewalls make up on the spot. */
const SCANNERS =
  /\b(avast|avg|kaspersky|eset|bitdefender|norton|symantec|mcafee|trend micro|sophos|f-secure|g ?data|dr\.? ?web|zscaler|fortinet|fortigate|palo alto|netskope|blue ?coat|cisco umbrella|checkpoint|untangle|ssl (inspection|filter)|mail (shield|scanner)|web\/mail shield)\b/i

const WEB_PAGE = /\bHTTP\/\d|<!doctype|<html/i
/** RFC 8446 5.1: an alert or handshake record, as it looks where a reply was expected. */
// eslint-disable-next-line no-control-regex -- these octets are what TLS begins with
const TLS_RECORD = /^[\u0015\u0016]\u0003[\u0000-\u0004]/
/** Firewalls overwrite the offer in place, so that the length stays: `250-XXXXXXXA`. */
const BLANKED = /^250[- ]X{4,}[A-Z]?\s*$|\(it offers X{4,}[A-Z]?\)/m

/** Who or what meddled with the connection; undefined where nothing shows it. */
export function toMeddler(input: DiagnosisInput): FaultCause | undefined {
  const came = [...(input.received ?? []), input.detail ?? ''].join('\n')
  if (WEB_PAGE.test(came)) return 'network-captive-portal'
  if (input.received?.some((line) => TLS_RECORD.test(line)) === true) return 'tls-spoken-first'
  if (isBeforeTls(input) && BLANKED.test(came)) return 'tls-offer-blanked'
  if (input.kind === 'certificate' && SCANNERS.test(input.certificate?.issuer ?? ''))
    return 'certificate-scanner'
  if (input.port === 25 && input.errorCode === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return 'network-port-redirected'
  return neverOpened(input) && input.otherPort !== undefined ? 'network-port-blocked' : undefined
}

function isBeforeTls({ phase, kind }: DiagnosisInput): boolean {
  return phase.toLowerCase() === 'starttls' && kind === 'local'
}
