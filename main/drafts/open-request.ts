// What a command line asks the program to open: `compose --to … --attach …`, a mailto: link, or message files (cli.md). Pure.
import { parseArgs } from 'node:util'
import { isAbsolute, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { splitMailboxes } from '../message/split.ts'

export type OpenRequest =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'mailto'; readonly url: string }
  /** Absolute paths of .eml files. */
  | { readonly kind: 'files'; readonly paths: readonly string[] }
  | { readonly kind: 'compose'; readonly message: ComposeRequest }
  /** `reason` names options and never values. */
  | { readonly kind: 'refused'; readonly reason: string }

export interface ComposeRequest {
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly bcc: readonly string[]
  readonly subject: string
  readonly text: string
  /** Absolute paths. */
  readonly attach: readonly string[]
}

const options = {
  to: { type: 'string', multiple: true },
  cc: { type: 'string', multiple: true },
  bcc: { type: 'string', multiple: true },
  subject: { type: 'string' },
  body: { type: 'string' },
  attach: { type: 'string', multiple: true },
} as const

/**
 * Reads the command line of the program. What stands before `compose` or the link is the shell's: its binary, its folder,
 * its switches. Files behind `--attach FILE` are taken as more of them.
 * @param folder Where it was typed: relative paths start there.
 */
export function readOpenRequest(argv: readonly string[], folder: string): OpenRequest {
  const at = argv.findIndex((word) => word === 'compose' || /^mailto:/i.test(word))
  const word = argv[at]
  if (word === undefined) return readFiles(argv, folder)
  if (word !== 'compose') return { kind: 'mailto', url: word }
  const rest = argv.slice(at + 1)
  const [link] = rest
  if (link !== undefined && /^mailto:/i.test(link)) {
    return rest.length === 1
      ? { kind: 'mailto', url: link }
      : { kind: 'refused', reason: 'a mailto: link stands alone' }
  }
  return readCompose(rest, folder)
}

/** The words of a command line that asks for the same, whatever folder it is typed in. */
export function toWords(request: OpenRequest): readonly string[] {
  switch (request.kind) {
    case 'mailto':
      return [request.url]
    case 'files':
      return request.paths
    case 'compose': {
      const { subject, text, ...lists } = request.message
      const listed = Object.entries(lists).flatMap(([name, values]) =>
        values.map((value) => `--${name}=${value}`),
      )
      return ['compose', ...listed, `--subject=${subject}`, `--body=${text}`]
    }
    case 'refused':
    case 'nothing':
      return []
  }
}

/** Files with the ending of a message, as a file manager gives them. */
function readFiles(argv: readonly string[], folder: string): OpenRequest {
  const paths = argv
    .filter((word) => /\.eml$/i.test(word) && !word.startsWith('-'))
    .map((word) => (/^file:\/\//i.test(word) ? toPath(word) : word))
    .flatMap((path) => (path === null ? [] : [isAbsolute(path) ? path : resolve(folder, path)]))
  return paths.length === 0 ? { kind: 'nothing' } : { kind: 'files', paths }
}

function toPath(url: string): string | null {
  try {
    return fileURLToPath(url)
  } catch {
    return null
  }
}

function readCompose(argv: readonly string[], folder: string): OpenRequest {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options,
      strict: true,
      allowPositionals: true,
    })
    const files = values.attach ?? []
    if (positionals.length > 0 && files.length === 0)
      return { kind: 'refused', reason: 'files stand behind --attach' }
    const toPath = (path: string) => (isAbsolute(path) ? path : resolve(folder, path))
    const list = (texts: readonly string[] = []) => texts.flatMap(splitMailboxes)
    return {
      kind: 'compose',
      message: {
        to: list(values.to),
        cc: list(values.cc),
        bcc: list(values.bcc),
        subject: (values.subject ?? '').replace(/[\r\n]+/g, ' '),
        text: values.body ?? '',
        attach: [...files, ...positionals].map(toPath),
      },
    }
  } catch {
    return {
      kind: 'refused',
      reason: 'compose takes --to, --cc, --bcc, --subject, --body and --attach, each with a value',
    }
  }
}
