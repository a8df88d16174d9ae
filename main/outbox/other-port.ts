// A connection that never opened: the way is blocked, or the host is not there. Another port of the host tells which.
import { neverOpened, type Failure } from '../failure.ts'

/** Ports of submission (RFC 8314 3.3, RFC 6409 3.1) and of what providers offer beside them. */
const ports = [465, 587, 2525, 25] as const

/** Whether the host takes a connection at the port. */
export type TakesConnection = (host: string, port: number) => Promise<boolean>

/**
 * The failure with the port that answered while this one did not; as it was where none did, or where it is no failure
 * of that kind.
 */
export async function withOtherPort(
  failure: Failure,
  { host, port }: { readonly host: string; readonly port: number },
  takes: TakesConnection | undefined,
): Promise<Failure> {
  if (takes === undefined || !neverOpened(failure)) return failure
  const others = ports.filter((other) => other !== port)
  const answers = await Promise.all(others.map((other) => takes(host, other)))
  const otherPort = others.find((_, index) => answers[index] === true)
  return otherPort === undefined ? failure : { ...failure, otherPort }
}
