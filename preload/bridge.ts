import type { Result } from '../main/result.ts'
import { eventNames } from '../main/api/event-names.ts'
import { calls, type Bridge } from './contract.ts'

/** How a page's calls leave it; Electron's renderer half in the program, a fake in tests. */
export interface Transport {
  invoke(channel: string, argument: unknown): Promise<unknown>
  listen(event: string, listener: (payload: unknown) => void): () => void
  /** The path of a file from the disk; '' for one made in the page. */
  pathOf(file: File): string
  readonly window: Bridge['window']
  closeWindow(): void
  /** Called when the window is asked to close, or before its page is loaded anew. */
  onClosing(run: (isReload: boolean) => void): void
  /** The window saves; or it could not, and stays. */
  tellClosing(what: 'saving' | 'stay'): void
  offerCommands(ids: readonly string[]): void
  onCommand(run: (id: string) => void): void
}

const names: readonly string[] = eventNames

type Methods = Record<string, (argument?: unknown) => Promise<unknown>>

/** The object that the page sees as `sendoff`: the calls of the contract by name, and nothing else. */
export function createBridge(transport: Transport): Bridge {
  const groups: Record<string, Methods> = {}
  for (const [group, methods] of Object.entries(calls)) {
    const named: Methods = {}
    for (const method of methods) {
      if (group === 'drafts' && method === 'attachPaths') continue
      named[method] = (argument) => transport.invoke(`${group}.${method}`, argument)
    }
    groups[group] = named
  }
  return {
    ...groups,
    drafts: {
      ...groups.drafts,
      attachFiles: (draftId: string, files: readonly File[]) => attachFiles(transport, draftId, files),
    },
    on: (event: string, listener: (payload: unknown) => void) => {
      if (!names.includes(event)) throw new Error(`There is no event ${event}.`)
      return transport.listen(event, listener)
    },
    window: transport.window,
    closeWindow: () => transport.closeWindow(),
    offerCommands: (ids: readonly string[]) => transport.offerCommands([...ids]),
    onCommand: (run: (id: string) => void) => transport.onCommand(run),
    onClosing: (save: (isReload: boolean) => Promise<boolean>) => {
      const close = (): void => transport.closeWindow()
      transport.onClosing((isReload) => {
        transport.tellClosing('saving')
        void save(isReload).then((isSaved) => (isSaved ? close() : transport.tellClosing('stay')), close)
      })
    },
  } as unknown as Bridge
}

interface Attached {
  readonly added: readonly unknown[]
  readonly problems: readonly unknown[]
}

/** Files with a path are copied by main; a pasted one, which has none, goes as bytes. The page never names a path. */
async function attachFiles(
  transport: Transport,
  draftId: string,
  files: readonly File[],
): Promise<Result<Attached>> {
  const located = files.map((file) => ({ file, path: transport.pathOf(file) }))
  const paths = located.filter(({ path }) => path !== '').map(({ path }) => path)
  const results: Result<Attached>[] = []
  if (paths.length > 0) {
    results.push((await transport.invoke('drafts.attachPaths', { draftId, paths })) as Result<Attached>)
  }
  for (const { file, path } of located) {
    if (path !== '') continue
    const bytes = new Uint8Array(await file.arrayBuffer())
    const argument = { draftId, name: file.name === '' ? 'file' : file.name, type: file.type, bytes }
    results.push((await transport.invoke('drafts.attachBytes', argument)) as Result<Attached>)
  }
  return join(results)
}

/** All that was added, unless a call was refused. */
function join(results: readonly Result<Attached>[]): Result<Attached> {
  const added: unknown[] = []
  const problems: unknown[] = []
  for (const result of results) {
    if (!result.ok) return result
    added.push(...result.value.added)
    problems.push(...result.value.problems)
  }
  return { ok: true, value: { added, problems } }
}
