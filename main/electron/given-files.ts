import type { OpenRequest } from '../drafts/open-request.ts'

/** macOS hands over the files of one choice one after the other; these belong together. */
const togetherMs = 150

/** Message files are shown; of other files one message is made that has them attached. Pure. */
export function requestsFor(paths: readonly string[]): readonly OpenRequest[] {
  const isMessage = (path: string) => /\.eml$/i.test(path)
  const messages = paths.filter(isMessage)
  const attach = paths.filter((path) => !isMessage(path))
  return [
    ...(messages.length === 0 ? [] : [{ kind: 'files', paths: messages } as const]),
    ...(attach.length === 0
      ? []
      : [
          {
            kind: 'compose',
            message: { to: [], cc: [], bcc: [], subject: '', text: '', attach },
          } as const,
        ]),
  ]
}

/** Collects files that come one by one, and opens them together. */
export class GivenFiles {
  readonly #open: (request: OpenRequest) => void
  #paths: string[] = []

  constructor(open: (request: OpenRequest) => void) {
    this.#open = open
  }

  /** `path`: absolute. */
  add(path: string): void {
    this.#paths.push(path)
    if (this.#paths.length > 1) return
    setTimeout(() => {
      const paths = this.#paths
      this.#paths = []
      for (const request of requestsFor(paths)) this.#open(request)
    }, togetherMs)
  }
}
