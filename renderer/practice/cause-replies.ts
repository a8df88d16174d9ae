import type { FaultCause, ReplyCause } from '../../main/diagnosis/cause.ts'
import type { Armed, ArmedPhase } from '../../main/practice/practice.ts'

/** Faults without a reply that the practice server can bring about. */
type ShownFault = Extract<
  FaultCause,
  | 'network-closed'
  | 'unconfirmed'
  | 'tls-not-spoken'
  | 'tls-old-protocol'
  | 'certificate-expired'
  | 'certificate-wrong-name'
>
export type ShownCause = ReplyCause | ShownFault

/** What the practice server does at a step, once, so that Sendoff finds this cause. */
export interface CauseReply {
  readonly cause: ShownCause
  readonly phase: ArmedPhase
  readonly kind: Armed['action']['kind']
  /** '' where it is no reply. */
  readonly reply: string
}

function says(cause: ReplyCause, phase: ArmedPhase, reply: string): CauseReply {
  return { cause, phase, kind: 'reply', reply }
}

function does(cause: ShownFault, phase: ArmedPhase, kind: Armed['action']['kind']): CauseReply {
  return { cause, phase, kind, reply: '' }
}

/** One for each cause, worded as servers word it. In the order of the causes' list; the faults without a reply behind them. */
export const causeReplies: readonly CauseReply[] = [
  says('recipient-unknown', 'rcpt', '550 5.1.1 Recipient address rejected: User unknown'),
  says('recipient-mailbox-full', 'rcpt', '452 4.2.2 Mailbox is full, quota exceeded'),
  says('recipient-disabled', 'rcpt', '550 5.2.1 The email account that you tried to reach is disabled'),
  says('recipient-restricted', 'rcpt', '550 5.7.1 Refused due to recipient preferences'),
  says('address-invalid', 'rcpt', '501 5.1.3 Bad recipient address syntax'),
  says('domain-unknown', 'rcpt', '550 5.1.2 Recipient address rejected: Domain not found'),
  says('domain-no-mail', 'rcpt', '556 5.1.10 Domain does not accept mail (nullMX)'),
  says('sender-rejected', 'mail', '553 5.1.8 Domain of sender address does not exist'),
  says('sender-not-allowed-for-login', 'mail', '553 5.7.1 Sender address rejected: not owned by user you'),
  says('sender-not-verified', 'message', '554 Message rejected: Email address is not verified'),
  says('relay-denied', 'rcpt', '554 5.7.1 Relay access denied'),
  says('auth-required', 'mail', '530 5.7.0 Authentication required'),
  says('auth-failed', 'auth', '535 5.7.8 Username and Password not accepted'),
  says('auth-app-password-needed', 'auth', '534 5.7.9 Application-specific password required'),
  says('auth-oauth-needed', 'auth', '550 5.7.30 Basic authentication is not supported for Client Submission'),
  says('auth-smtp-disabled', 'auth', '535 5.7.139 SmtpClientAuthentication is disabled for the Tenant'),
  says('auth-web-login-needed', 'auth', '534 5.7.14 Please log in via your web browser and then try again'),
  says('auth-method-unsupported', 'auth', '535 5.7.8 Error: Invalid authentication mechanism'),
  says('auth-temporarily-refused', 'auth', '454 4.7.0 Temporary authentication failure'),
  says('client-ip-not-authorized', 'auth', '525 5.7.1 Unauthorized IP address'),
  says('tls-required', 'mail', '530 5.7.0 Must issue a STARTTLS command first'),
  says('tls-unavailable', 'starttls', '454 4.7.0 TLS not available due to local problem'),
  says('message-too-large', 'mail', '552 5.3.4 Message size exceeds fixed limit'),
  says('too-many-recipients', 'rcpt', '452 4.5.3 Too many recipients'),
  says('rate-limited', 'mail', '450 4.7.1 Sending rate limit exceeded, slow down'),
  says('too-many-connections', 'greeting', '421 4.7.0 Too many connections from your address'),
  says('quota-sending-exceeded', 'data', '550 5.4.5 Daily user sending quota exceeded'),
  says('account-suspended', 'mail', '550 5.7.1 Your account has been suspended'),
  says('greylisted', 'rcpt', '451 4.7.1 Greylisted, please try again later'),
  says('server-busy', 'greeting', '421 4.3.2 Too much load; please try again later'),
  says('service-unavailable', 'greeting', '421 4.3.2 Service not available, closing transmission channel'),
  says('timeout', 'data', '421 4.4.2 Error: timeout exceeded'),
  says('delivery-expired', 'message', '550 5.4.7 Message expired, delivery time exceeded'),
  says('policy-rejected', 'message', '554 5.7.9 Message not accepted for policy reasons'),
  says('spam-content', 'message', '554 5.7.1 Email cannot be delivered: flagged as spam'),
  says('attachment-blocked', 'message', '550 5.7.0 Virus detected; content rejected'),
  says('ip-blocklisted', 'greeting', '554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org'),
  says('domain-blocklisted', 'message', '554 5.7.1 A domain in the message is listed in the Spamhaus DBL'),
  says('poor-reputation', 'greeting', '554 5.7.1 Connection refused: this IP has a poor reputation'),
  says('spf-dkim-dmarc-failed', 'message', "550 5.7.26 Rejected due to the sender domain's DMARC policy"),
  says('reverse-dns', 'rcpt', '450 4.7.25 Client host rejected: cannot find your reverse hostname'),
  says('helo-rejected', 'rcpt', '550 5.7.1 Helo command rejected: Host not found'),
  says('smtputf8-unsupported', 'rcpt', '553 5.6.7 Must declare SMTPUTF8 to send unicode address'),
  says('message-malformed', 'message', '550 5.6.0 Duplicate header: From'),
  says('syntax-error', 'mail', '501 5.5.4 Syntax: MAIL FROM:<address>'),
  says('command-unsupported', 'data', '502 5.5.1 Command not implemented'),
  says('bad-sequence', 'mail', '503 5.5.1 Error: send HELO/EHLO first'),
  says('loop', 'message', '554 5.4.6 Too many hops'),
  says('unknown', 'message', '554 5.0.0 Zork 17'),
  does('network-closed', 'transfer', 'hang-up'),
  does('unconfirmed', 'message', 'lose-reply'),
  does('tls-not-spoken', 'starttls', 'break-tls'),
  does('tls-old-protocol', 'starttls', 'old-tls'),
  does('certificate-expired', 'starttls', 'expired-certificate'),
  does('certificate-wrong-name', 'starttls', 'other-name'),
]

/** What a form as it is filled in shows; undefined where it is none of these. */
export function shownBy(form: Pick<CauseReply, 'phase' | 'kind' | 'reply'>): CauseReply | undefined {
  return causeReplies.find(
    ({ phase, kind, reply }) =>
      phase === form.phase && kind === form.kind && (kind !== 'reply' || reply === form.reply.trim()),
  )
}
