// The practice server.
import type {
  Armed,
  ArmedPhase,
  ArmedView,
  Imitation,
  PracticeScenario,
  PracticeStatus,
  ReceivedMessage,
  ReceivedSummary,
} from '../../practice/practice.ts'

/** A scenario with what it shows, one line, in words. */
export interface ShownScenario extends PracticeScenario {
  readonly shows: string
}

export interface PracticeApi {
  /** The page is open: the server listens while it is, or while a message waits for it. */
  open(): Promise<PracticeStatus>
  close(): Promise<void>
  status(): Promise<PracticeStatus>
  scenarios(): Promise<readonly ShownScenario[]>
  received(): Promise<readonly ReceivedSummary[]>
  read(input: { readonly id: string }): Promise<ReceivedMessage>
  clear(): Promise<void>
  armed(): Promise<ArmedView>
  /** Answers the next command of a step so, once; takes the place of what was armed for it. */
  arm(input: Armed): Promise<ArmedView>
  disarm(input: { readonly phase: ArmedPhase }): Promise<ArmedView>
  /** Answers EHLO as this server does, from now on. */
  imitate(input: { readonly server: Imitation }): Promise<ArmedView>
  /** Makes the practice server and its identity if they are not there, and opens a compose window filled in. */
  tryIt(input: { readonly scenarioId: string | null }): Promise<{ readonly draftId: string }>
}
