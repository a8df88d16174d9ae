// A plot in SVG with both axes logarithmic, so that a straight line of slope one is what grows with the work.

export interface Series {
  readonly name: string
  readonly points: readonly { readonly x: number; readonly y: number }[]
}

export interface Plot {
  readonly title: string
  readonly x: string
  readonly y: string
  readonly series: readonly Series[]
}

const width = 640
const height = 400
const margin = { left: 70, right: 150, top: 40, bottom: 50 }
/** Told apart by the eye, and by their marks where colours are not. */
const colours = ['#1f5fbf', '#c2571a', '#3c7d3c', '#7a3fa0']

/** The plot as text of an SVG file. */
export function formatPlot({ title, x, y, series }: Plot): string {
  const all = series.flatMap(({ points }) => points)
  const xs = scaleOf(
    all.map((point) => point.x),
    margin.left,
    width - margin.right,
  )
  const ys = scaleOf(
    all.map((point) => point.y),
    height - margin.bottom,
    margin.top,
  )
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(margin.left, 22, title, 'start', 15),
    ...xs.ticks.flatMap((tick) => [
      line(xs.at(tick), margin.top, xs.at(tick), height - margin.bottom),
      text(xs.at(tick), height - margin.bottom + 18, short(tick), 'middle'),
    ]),
    ...ys.ticks.flatMap((tick) => [
      line(margin.left, ys.at(tick), width - margin.right, ys.at(tick)),
      text(margin.left - 8, ys.at(tick) + 4, short(tick), 'end'),
    ]),
    text((margin.left + width - margin.right) / 2, height - 12, x, 'middle'),
    `<text transform="translate(18 ${height / 2}) rotate(-90)" text-anchor="middle">${escape(y)}</text>`,
    ...series.flatMap((one, index) => drawSeries(one, index, xs, ys)),
    '</svg>',
  ]
  return `${parts.join('\n')}\n`
}

interface Scale {
  readonly ticks: readonly number[]
  at(value: number): number
}

/** From the power of ten below the least to that above the most. */
function scaleOf(values: readonly number[], from: number, to: number): Scale {
  const low = Math.floor(Math.log10(Math.min(...values)))
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))))
  return {
    ticks: Array.from({ length: high - low + 1 }, (_, n) => 10 ** (low + n)),
    at: (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from),
  }
}

function drawSeries({ name, points }: Series, index: number, xs: Scale, ys: Scale): string[] {
  const colour = colours[index % colours.length] ?? '#000000'
  const places = points.map(({ x, y }) => [xs.at(x), ys.at(y)] as const)
  const path = places.map(([left, top]) => `${left.toFixed(1)},${top.toFixed(1)}`).join(' ')
  const legendTop = margin.top + 16 + index * 22
  const legendLeft = width - margin.right + 16
  return [
    `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`,
    ...places.map(([left, top]) => mark(left, top, index, colour)),
    mark(legendLeft, legendTop - 4, index, colour),
    text(legendLeft + 12, legendTop, name, 'start'),
  ]
}

function mark(left: number, top: number, index: number, colour: string): string {
  const at = `x="${(left - 4).toFixed(1)}" y="${(top - 4).toFixed(1)}"`
  return index % 2 === 0
    ? `<circle cx="${left.toFixed(1)}" cy="${top.toFixed(1)}" r="4" fill="${colour}"/>`
    : `<rect ${at} width="8" height="8" fill="${colour}"/>`
}

function line(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" stroke="#dddddd"/>`
}

function text(x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end', size = 12): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" font-size="${size}">${escape(words)}</text>`
}

function escape(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** 1, 10, 1 k, 1 M … */
function short(value: number): string {
  const units = ['', ' k', ' M', ' G']
  const step = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3))
  return `${Number((value / 1000 ** step).toPrecision(3))}${units[step] ?? ''}`
}
