// Subjects of answers: one mark and not a row of them, whichever language the other program writes.

const replies = /^(?:re|aw|antw|sv|vs|odp)(?:\[\d{1,3}\])? ?: */i
const forwards = /^(?:fwd?|wg|tr|rv|vb)(?:\[\d{1,3}\])? ?: */i

/** `Re: Boats` for `Boats`, `RE: Re: Boats` and `AW: Boats`. */
export function replySubject(subject: string): string {
  return `Re: ${without(replies, subject)}`.trimEnd()
}

/** `Fwd: Boats` for `Boats` and `WG: Boats`; a reply that is forwarded keeps its mark. */
export function forwardSubject(subject: string): string {
  return `Fwd: ${without(forwards, subject)}`.trimEnd()
}

function without(mark: RegExp, subject: string): string {
  let rest = subject.trim()
  for (let found = mark.exec(rest); found !== null; found = mark.exec(rest))
    rest = rest.slice(found[0].length)
  return rest
}
