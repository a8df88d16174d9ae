// Two processes on one profile: one holds the sending lease and runs the lanes; any other changes entries through the same
// transitions and tells the holder, or takes the lease over when the holder is gone.
import type { Clock, Timer } from '../../clock.ts'
import type { Log } from '../../core.ts'
import { tryLock, type Lock } from './lock.ts'
import type { Note } from './note.ts'
import { socketPath } from './socket-path.ts'
import { openExchange, openLine, type Exchange, type Line } from './wire.ts'

/** Between looks at a holder that does not listen: it is just starting, or just going. */
const againMs = 250

export interface LeaseDeps {
  readonly dataDir: string
  readonly clock: Clock
  readonly log: Log
  /** Whether this process may hold it. */
  readonly mayHold: boolean
}

export interface LeaseUser {
  /** This process sends from now on. */
  took(): Promise<void>
  heard(note: Note): void
}

export interface Lease {
  readonly isHeld: boolean
  /** Somebody else holds it and hears what is told. */
  readonly isHeard: boolean
  /** Takes the lease, or finds its holder. @throws what `took` does, with the lease let go. */
  join(user: LeaseUser): Promise<void>
  /** To all other processes on the profile. */
  tell(note: Note): void
  /** Lets the lease go; whoever waits for it takes it. */
  close(): Promise<void>
}

export function createLease(deps: LeaseDeps): Lease {
  return new TheLease(deps)
}

class TheLease implements Lease {
  readonly #deps: LeaseDeps
  #user: LeaseUser | undefined
  #lock: Lock | undefined
  #exchange: Exchange | undefined
  #line: Line | undefined
  #timer: Timer | undefined
  #isClosed = false

  constructor(deps: LeaseDeps) {
    this.#deps = deps
  }

  get isHeld(): boolean {
    return this.#lock !== undefined
  }

  get isHeard(): boolean {
    return this.#line !== undefined
  }

  async join(user: LeaseUser): Promise<void> {
    this.#user = user
    await this.#join(user)
  }

  tell(note: Note): void {
    this.#exchange?.tell(note)
    this.#line?.tell(note)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#timer?.cancel()
    this.#line?.close()
    // First the lock, then the sockets: who hears the end of them can take it.
    this.#lock?.release()
    this.#lock = undefined
    await this.#exchange?.close()
    this.#exchange = undefined
  }

  async #join(user: LeaseUser): Promise<void> {
    const lock = this.#deps.mayHold ? tryLock(this.#deps.dataDir) : undefined
    if (lock === undefined) await this.#follow(user)
    else await this.#hold(lock, user)
  }

  async #hold(lock: Lock, user: LeaseUser): Promise<void> {
    this.#lock = lock
    try {
      await user.took()
    } catch (error) {
      lock.release()
      this.#lock = undefined
      throw error
    }
    await this.#listen(user)
  }

  /** Without a socket the lease is held all the same: others see what changed when they look again. */
  async #listen(user: LeaseUser): Promise<void> {
    try {
      const exchange = await openExchange(socketPath(this.#deps.dataDir), (note) => user.heard(note))
      if (this.#isClosed) await exchange.close()
      else this.#exchange = exchange
    } catch (error) {
      this.#deps.log.warn(`other programs on this profile cannot tell what they change: ${String(error)}`)
    }
  }

  async #follow(user: LeaseUser): Promise<void> {
    const line = await openLine(socketPath(this.#deps.dataDir), {
      heard: (note) => user.heard(note),
      ended: () => {
        this.#line = undefined
        this.#joinAgain()
      },
    })
    if (this.#isClosed) line?.close()
    else if (line !== undefined) this.#listenTo(line, user)
    else if (this.#deps.mayHold) this.#timer = this.#deps.clock.after(againMs, () => this.#joinAgain())
  }

  /** What was changed before it listened it looks up. */
  #listenTo(line: Line, user: LeaseUser): void {
    this.#line = line
    user.heard({ kind: 'changed', ids: [] })
  }

  #joinAgain(): void {
    const { log } = this.#deps
    if (this.#isClosed || this.#user === undefined) return
    // What the holder changed last may not have been told.
    this.#user.heard({ kind: 'changed', ids: [] })
    this.#join(this.#user).catch((error: unknown) => log.error('the sending lease was not taken', error))
  }
}
