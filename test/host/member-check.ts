// Finds the members of Electron that source files use, and compares them with the stand-in's by the compiler's own rules.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const root = join(import.meta.dirname, '../..')
const emitterMethods = new Set([
  'on',
  'once',
  'off',
  'addListener',
  'removeListener',
  'removeAllListeners',
  'emit',
])
/** Events that this shell never has, and why. */
const neverEmitted: ReadonlySet<string> = new Set([
  // Power events don't come from the stand-in; a test emits them (host/control.ts).
  'suspend',
  'resume',
  'lock-screen',
  'unlock-screen',
  'activate' /* macOS only */,
  'query-session-end' /* Windows only */,
])

export interface CheckInput {
  /** Files whose use of Electron is looked at. */
  readonly files: readonly string[]
  /** File with the interfaces Shape and Statics. */
  readonly shape: string
  /** Files that exist in memory only, by absolute path. */
  readonly virtual?: Readonly<Record<string, string>>
}

export interface CheckResult {
  /** Used members, as `App.whenReady`. */
  readonly used: readonly string[]
  readonly faults: readonly string[]
}

/** All TypeScript files of a folder of the project. */
export function filesOf(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(root, folder, name))
}

/** Compares every used member with the stand-in's member of that name, and every awaited event with those emitted. */
export function checkMembers(input: CheckInput): CheckResult {
  const program = createProgram(input)
  const checker = program.getTypeChecker()
  const shape = readShape(program, checker, input.shape)
  const emitted = emittedEvents(program)
  const used = new Set<string>()
  const faults = new Set<string>()
  for (const file of input.files) {
    const source = program.getSourceFile(file)
    if (!source) throw new Error(`There is no ${file}`)
    visit(source, (node) => {
      const use = useOf(checker, node)
      if (!use) return
      const name = `${use.owner}.${use.member}`
      used.add(name)
      const fault = emitterMethods.has(use.member)
        ? eventFault(node, use, emitted)
        : memberFault(checker, shape, use)
      if (fault !== undefined) faults.add(`${name}: ${fault}`)
    })
  }
  return { used: [...used].sort(), faults: [...faults].sort() }
}

interface Use {
  readonly owner: string
  readonly member: string
  readonly isStatic: boolean
  readonly type: ts.Type
}

interface ShapeTypes {
  readonly instances: ts.Type
  readonly statics: ts.Type
}

function createProgram(input: CheckInput): ts.Program {
  const config = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) => ts.sys.readFile(path))
    .config as object
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const settings = {
    ...options,
    composite: false,
    emitDeclarationOnly: false,
    noEmit: true,
    lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.esnext.disposable.d.ts'],
  }
  const host = ts.createCompilerHost(settings)
  const readFile = host.readFile.bind(host)
  const fileExists = host.fileExists.bind(host)
  const getSourceFile = host.getSourceFile.bind(host)
  host.readFile = (path) => input.virtual?.[path] ?? readFile(path)
  host.fileExists = (path) => input.virtual?.[path] !== undefined || fileExists(path)
  host.getSourceFile = (path, ...rest) => {
    const text = input.virtual?.[path]
    return text === undefined
      ? getSourceFile(path, ...rest)
      : ts.createSourceFile(path, text, ts.ScriptTarget.ES2024, true)
  }
  return ts.createProgram([...input.files, input.shape, join(root, 'host/electron.ts')], settings, host)
}

function readShape(program: ts.Program, checker: ts.TypeChecker, file: string): ShapeTypes {
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  const typeOf = (name: string): ts.Type => {
    const symbol = module && checker.getExportsOfModule(module).find((item) => item.name === name)
    if (!symbol) throw new Error(`${file} has no ${name}`)
    return checker.getDeclaredTypeOfSymbol(symbol)
  }
  return { instances: typeOf('Shape'), statics: typeOf('Statics') }
}

function visit(node: ts.Node, each: (node: ts.Node) => void): void {
  each(node)
  ts.forEachChild(node, (child) => visit(child, each))
}

/** The member of Electron's that the node reads, if it does: `x.member`, or `{ member }` taken out of one. */
function useOf(checker: ts.TypeChecker, node: ts.Node): Use | undefined {
  let name: ts.Node | undefined
  if (ts.isPropertyAccessExpression(node)) name = node.name
  if (!name) return undefined
  const symbol = checker.getSymbolAtLocation(name)
  const declaration = symbol?.declarations?.find((item) =>
    item.getSourceFile().fileName.endsWith('/electron/electron.d.ts'),
  )
  const owner = declaration?.parent
  if (
    !symbol ||
    !declaration ||
    !owner ||
    !(ts.isClassDeclaration(owner) || ts.isInterfaceDeclaration(owner))
  )
    return undefined
  const isStatic = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Static) !== 0
  return {
    owner: owner.name?.text ?? '',
    member: symbol.name,
    isStatic,
    type: checker.getTypeOfSymbolAtLocation(symbol, node),
  }
}

/** Names that the stand-in emits. */
function emittedEvents(program: ts.Program): ReadonlySet<string> {
  const names = new Set(neverEmitted)
  for (const source of program.getSourceFiles()) {
    if (!source.fileName.startsWith(join(root, 'host/'))) continue
    visit(source, (node) => {
      if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return
      const [first] = node.arguments
      if (node.expression.name.text === 'emit' && first && ts.isStringLiteral(first)) names.add(first.text)
    })
  }
  return names
}

/** Channels of IPC are the app's own, and the process's events are Node's. */
function eventFault(node: ts.Node, use: Use, emitted: ReadonlySet<string>): string | undefined {
  if (use.owner.startsWith('Ipc') || use.owner === 'Process') return undefined
  const call = node.parent
  const first = ts.isCallExpression(call) ? call.arguments[0] : undefined
  if (!first || !ts.isStringLiteral(first)) return undefined
  return emitted.has(first.text) ? undefined : `the stand-in never emits '${first.text}'`
}

function memberFault(checker: ts.TypeChecker, shape: ShapeTypes, use: Use): string | undefined {
  const holder = use.isStatic ? shape.statics : shape.instances
  const owner = holder.getProperty(use.owner)
  if (!owner) return isPlainData(use.owner) ? undefined : `the stand-in has no ${use.owner}`
  const ours = checker.getTypeOfSymbol(owner).getProperty(use.member)
  if (!ours) return 'the stand-in lacks it'
  const type = checker.getTypeOfSymbol(ours)
  if (fits(checker, type, use.type)) return undefined
  return `the stand-in’s type is ${checker.typeToString(type)}, Electron’s is ${checker.typeToString(use.type)}`
}

/** Details, results and options are plain data that the app hands over or the stand-in's own types describe. */
function isPlainData(owner: string): boolean {
  return /(Details|Options|ReturnValue|Response|Rectangle|EventParams)$/.test(owner)
}

/** Whether ours can stand where theirs is expected, taking a class of the stand-in for the one of Electron's that it replaces. */
function fits(checker: ts.TypeChecker, ours: ts.Type, theirs: ts.Type): boolean {
  if (checker.isTypeAssignableTo(ours, theirs)) return true
  if (ours.isUnion()) return ours.types.every((part) => fits(checker, part, theirs))
  if (theirs.isUnion()) return theirs.types.some((part) => fits(checker, ours, part))
  const [inOurs] = checker.getTypeArguments(ours as ts.TypeReference)
  const [inTheirs] = checker.getTypeArguments(theirs as ts.TypeReference)
  if (inOurs && inTheirs && ours.symbol === theirs.symbol) return fits(checker, inOurs, inTheirs)
  const [signature] = ours.getCallSignatures()
  if (signature) return theirs.getCallSignatures().some((other) => fitsCall(checker, signature, other))
  return isHostType(ours)
}

function fitsCall(checker: ts.TypeChecker, ours: ts.Signature, theirs: ts.Signature): boolean {
  const required = ours.parameters.filter((item) => !isOptional(item)).length
  if (required > theirs.parameters.length) return false
  return fits(checker, ours.getReturnType(), theirs.getReturnType())
}

function isOptional(parameter: ts.Symbol): boolean {
  const declaration = parameter.valueDeclaration
  if (!declaration || !ts.isParameter(declaration)) return false
  return (
    declaration.questionToken !== undefined ||
    declaration.initializer !== undefined ||
    declaration.dotDotDotToken !== undefined
  )
}

function isHostType(type: ts.Type): boolean {
  const files = type.getSymbol()?.declarations?.map((item) => item.getSourceFile().fileName) ?? []
  return files.some((file) => file.startsWith(join(root, 'host/')))
}
