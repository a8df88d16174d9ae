// A profile of V8 (.cpuprofile) as a flame graph in SVG. Pure.

/** What is used of the format. */
export interface Profile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
    readonly children?: readonly number[]
  }[]
  readonly samples: readonly number[]
  /** us before each sample. */
  readonly timeDeltas: readonly number[]
}

/** A function in its place of the stack, with what it called. */
export interface Frame {
  readonly name: string
  /** Of itself and of what it called. */
  us: number
  readonly callees: Map<string, Frame>
}

/** Adds up the samples by their stacks; loading of modules, and time in which the process waited, is left out. */
export function foldProfile({ nodes, samples, timeDeltas }: Profile): Frame {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])))
  const namesOf = (id: number): string[] => {
    const node = byId.get(id)
    const caller = callers.get(id)
    return node === undefined || caller === undefined ? [] : [...namesOf(caller), nameOf(node.callFrame)]
  }
  const root: Frame = { name: 'all', us: 0, callees: new Map() }
  for (const [index, id] of samples.entries()) {
    const names = namesOf(id)
    if (names.at(-1) === '(idle)' || names.some((name) => name.includes('modules/run_main'))) continue
    const us = timeDeltas[index] ?? 0
    let frame = root
    frame.us += us
    for (const name of names) {
      const callee = frame.callees.get(name) ?? { name, us: 0, callees: new Map<string, Frame>() }
      frame.callees.set(name, callee)
      callee.us += us
      frame = callee
    }
  }
  return root
}

function nameOf({ functionName, url, lineNumber }: Profile['nodes'][number]['callFrame']): string {
  const name = functionName === '' ? 'a function' : functionName
  const file = url.split('/').slice(-2).join('/')
  return file === '' ? name : `${name} ${file}:${lineNumber + 1}`
}

const width = 1200
const rowHeight = 16
/** Narrower than this nothing can be seen. */
const minWidth = 0.4
/** Of one character, about. */
const letterWidth = 6.2

/** Callers above callees; the width of a bar is its time. A title of each says name and share. */
export function drawFlame(root: Frame): string {
  const bars: string[] = []
  const height = (draw(root, { x: 0, depth: 0, us: root.us, bars }) + 1) * rowHeight
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="monospace" font-size="10">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...bars,
    '</svg>\n',
  ].join('\n')
}

interface Drawing {
  readonly x: number
  readonly depth: number
  /** Of the whole. */
  readonly us: number
  readonly bars: string[]
}

/** Draws a frame and what it called; gives the depth of the deepest. */
function draw(frame: Frame, { x, depth, us, bars }: Drawing): number {
  const wide = (frame.us / us) * width
  if (wide < minWidth) return depth
  bars.push(bar(frame, wide, x, depth * rowHeight, us))
  let at = x
  let deepest = depth
  for (const callee of [...frame.callees.values()].sort((a, b) => b.us - a.us)) {
    deepest = Math.max(deepest, draw(callee, { x: at, depth: depth + 1, us, bars }))
    at += (callee.us / us) * width
  }
  return deepest
}

function bar({ name, us }: Frame, wide: number, x: number, y: number, all: number): string {
  const title = `<title>${escapeXml(name)}: ${((100 * us) / all).toFixed(2)} %</title>`
  const letters = Math.floor((wide - 4) / letterWidth)
  const label =
    letters < 3
      ? ''
      : `<text x="${(x + 2).toFixed(1)}" y="${y + 12}">${escapeXml(name.slice(0, letters))}</text>`
  const place = `x="${x.toFixed(1)}" y="${y}" width="${Math.max(wide - 0.3, 0.1).toFixed(1)}" height="${rowHeight - 1}"`
  return `<g>${title}<rect ${place} fill="${colourOf(name)}"/>${label}</g>`
}

/** Ours, Node's, and what V8 and the system do. */
function colourOf(name: string): string {
  if (name.includes('smtp/')) return '#f2a65a'
  return name.includes(':') ? '#f5d98b' : '#b9c9d9'
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
