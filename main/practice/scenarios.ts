import type { PracticeScenario } from './practice.ts'

/** How the practice server behaves where a scenario's name is met. `{address}` in a text is the address in question. */
export type Behaviour =
  | {
      readonly kind: 'reply'
      readonly at: 'auth' | 'mail' | 'rcpt' | 'message' // `message`: after the final dot
      readonly text: string
      /** Takes it at the second try. */
      readonly firstTryOnly?: true
      /** Closes the connection behind the reply. */
      readonly hangUp?: true
    }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'hang-up'; readonly at: 'data' | 'dot' }

export interface Scenario extends PracticeScenario {
  readonly behaviour: Behaviour
}

/** The domain whose mail the practice server takes, and its name in EHLO. */
export const practiceDomain = 'practice.test'
/** The one user that may sign in, with any password but that of the scenario `wrong`. */
export const practiceUser = 'you'

const rejected = '<{address}>: Recipient address rejected'

/** In the order in which the page lists them. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'unknown',
    kind: 'recipient',
    name: 'unknown',
    answer: '550 5.1.1',
    expected: 'failed',
    behaviour: {
      kind: 'reply',
      at: 'rcpt',
      text: `550 5.1.1 ${rejected}: User unknown in local recipient table`,
    },
  },
  {
    id: 'full',
    kind: 'recipient',
    name: 'full',
    answer: '452 4.2.2',
    expected: 'deferred',
    behaviour: { kind: 'reply', at: 'rcpt', text: `452 4.2.2 ${rejected}: Mailbox is full, quota exceeded` },
  },
  {
    id: 'greylisted',
    kind: 'recipient',
    name: 'greylisted',
    answer: '451 4.7.1',
    expected: 'deferred',
    behaviour: {
      kind: 'reply',
      at: 'rcpt',
      // As milter-greylist says it.
      text: '451 4.7.1 Greylisting in action, please come back later',
      firstTryOnly: true,
    },
  },
  {
    id: 'busy',
    kind: 'recipient',
    name: 'busy',
    answer: '421 4.3.2',
    expected: 'deferred',
    behaviour: {
      kind: 'reply',
      at: 'rcpt',
      text: `421 4.3.2 ${practiceDomain} Service not available, too busy, closing transmission channel`,
      hangUp: true,
    },
  },
  {
    id: 'toolarge',
    kind: 'recipient',
    name: 'toolarge',
    answer: '552 5.3.4',
    expected: 'failed',
    behaviour: {
      kind: 'reply',
      at: 'rcpt',
      text: `552 5.3.4 ${rejected}: Message size exceeds the limit of this recipient`,
    },
  },
  {
    id: 'spam',
    kind: 'recipient',
    name: 'spam',
    answer: '550 5.7.1',
    expected: 'failed',
    behaviour: {
      kind: 'reply',
      at: 'message',
      text: '550 5.7.1 Message content rejected: it was taken for spam',
    },
  },
  {
    id: 'slow',
    kind: 'recipient',
    name: 'slow',
    answer: '250 2.1.5',
    expected: 'sent',
    behaviour: { kind: 'delay', ms: 8000 },
  },
  {
    id: 'hangs-up',
    kind: 'recipient',
    name: 'hangs-up',
    answer: '',
    expected: 'deferred',
    behaviour: { kind: 'hang-up', at: 'data' },
  },
  {
    id: 'drops-after-dot',
    kind: 'recipient',
    name: 'drops-after-dot',
    answer: '',
    expected: 'unconfirmed',
    behaviour: { kind: 'hang-up', at: 'dot' },
  },
  {
    id: 'refused',
    kind: 'sender',
    name: 'refused',
    answer: '550 5.7.1',
    expected: 'failed',
    behaviour: {
      kind: 'reply',
      at: 'mail',
      text: '550 5.7.1 <{address}>: Sender address rejected: not owned by user you',
    },
  },
  {
    id: 'wrong',
    kind: 'password',
    name: 'wrong',
    answer: '535 5.7.8',
    // Waits for the person: held until signed in again.
    expected: 'failed',
    behaviour: {
      kind: 'reply',
      at: 'auth',
      text: '535 5.7.8 Error: authentication failed: wrong user name or password',
    },
  },
]

/** The behaviour of a name; names are compared without case. */
export function behaviourOf(kind: PracticeScenario['kind'], name: string): Behaviour | null {
  const wanted = kind === 'password' ? name : name.toLowerCase()
  return scenarios.find((scenario) => scenario.kind === kind && scenario.name === wanted)?.behaviour ?? null
}
