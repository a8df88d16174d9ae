// The product's 16 px icons: strokes of 1.4, round ends. A stroke is path data, or path data with what differs.
export interface Stroke {
  readonly d: string
  readonly width?: number
  readonly dash?: string
  readonly opacity?: number
  readonly filled?: boolean
  /** Turns while work goes on. */
  readonly turns?: boolean
}

const ring = circle(8, 8, 5.3)
const pencil = 'M3 13l.6-2.8L11 2.8a1.3 1.3 0 0 1 1.9 0l.3.3a1.3 1.3 0 0 1 0 1.9L5.8 12.4z'
const page = ['M4 1.8h5.2L12.5 5v9.2h-8.5z', 'M9 1.8V5.2h3.5']

function circle(x: number, y: number, r: number): string {
  return `M${x + r} ${y}a${r} ${r} 0 1 1 ${-2 * r} 0a${r} ${r} 0 1 1 ${2 * r} 0`
}

export const icons = {
  // States
  ring: [ring],
  arc: [
    { d: ring, opacity: 0.3 },
    { d: 'M8 2.7a5.3 5.3 0 0 1 5.3 5.3', turns: true },
  ],
  check: ['M2.8 8.6l3.4 3.4 7-7.8'],
  half: [ring, { d: 'M8 2.7a5.3 5.3 0 0 0 0 10.6z', filled: true }],
  clock: [ring, 'M8 5v3.2l2 1.3'],
  cross: [ring, 'M6 6l4 4M10 6l-4 4'],
  unknown: [
    { d: circle(8, 8, 5.8), dash: '2.4 1.9' },
    'M6.4 6.6A1.7 1.7 0 1 1 8.6 8.2c-.4.2-.6.5-.6.9M8 11h.01',
  ],
  bars: [ring, 'M6.7 6v4M9.3 6v4'],
  calendar: [
    'M3.9 3.5h8.2a1.2 1.2 0 0 1 1.2 1.2v7.4a1.2 1.2 0 0 1-1.2 1.2H3.9a1.2 1.2 0 0 1-1.2-1.2V4.7a1.2 1.2 0 0 1 1.2-1.2',
    'M2.7 6.6h10.6M5.5 2v2.5M10.5 2v2.5',
  ],
  slashed: [ring, 'M4.4 11.6l7.2-7.2'],
  // Places
  outbox: ['M2 9.5v3.2c0 .7.6 1.3 1.3 1.3h9.4c.7 0 1.3-.6 1.3-1.3V9.5', 'M8 10V2.5M5 5.2l3-3 3 3'],
  sent: ['M1.5 8.5l3 3 6-7', 'M7.6 10.6l.9.9 6-7'],
  drafts: [pencil, 'M9.6 4.2l2.2 2.2'],
  merge: ['M2 3.5h5M2 8h5M2 12.5h5', 'M9.5 3.5c2.5 0 1.5 4.5 4.5 4.5-3 0-2 4.5-4.5 4.5'],
  servers: [
    'M3 2.5h10a1 1 0 0 1 1 1V6a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V3.5a1 1 0 0 1 1-1M3 9h10a1 1 0 0 1 1 1v2.5a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V10a1 1 0 0 1 1-1',
    'M4.7 4.75h.01M4.7 11.25h.01M8.5 4.75h3M8.5 11.25h3',
  ],
  practice: [
    'M5.8 2h4.4M6.5 2v4.2L2.9 12.3c-.5.9.1 1.9 1.1 1.9h8c1 0 1.6-1 1.1-1.9L9.5 6.2V2',
    'M4.6 10h6.8',
  ],
  pulse: ['M1.5 8.5h3l2-5.5 3 10.5 2-5h3'],
  home: ['M2.5 7.5L8 2.8l5.5 4.7M4 6.5v7h8v-7'],
  direct: [
    circle(3.3, 8, 1.5),
    'M4.8 8H8M8 8c2 0 1.5-4 4-4M8 8c2 0 1.5 4 4 4',
    'M11 2.6L12.6 4 11 5.4M11 10.6l1.6 1.4-1.6 1.4',
  ],
  settings: [
    circle(8, 8, 2.2),
    'M8 1.6v2M8 12.4v2M1.6 8h2M12.4 8h2M3.5 3.5l1.4 1.4M11.1 11.1l1.4 1.4M3.5 12.5l1.4-1.4M11.1 4.9l1.4-1.4',
  ],
  // Actions
  move: [
    circle(3.5, 12.5, 1.7),
    circle(12.5, 3.5, 1.7),
    'M5.2 12.5h4.3a2.2 2.2 0 0 0 0-4.5h-3a2.2 2.2 0 0 1 0-4.5h4.3',
  ],
  pencil: [pencil],
  play: ['M5 3.2v9.6L12.8 8z'],
  tick: ['M3 8.5l3.2 3.2L13 4.8'],
  trash: ['M2.5 4.5h11M6 4.5V2.8h4v1.7M4 4.5l.6 9h6.8l.6-9'],
  undo: ['M5.5 3L2.5 6l3 3', 'M2.5 6H10a3.5 3.5 0 0 1 0 7H6'],
  pause: ['M5.5 3.5v9M10.5 3.5v9'],
  more: [{ d: 'M3.5 8h.01M8 8h.01M12.5 8h.01', width: 2.2 }],
  copy: [
    'M6.7 5.5h5.6a1.2 1.2 0 0 1 1.2 1.2v6.1a1.2 1.2 0 0 1-1.2 1.2H6.7a1.2 1.2 0 0 1-1.2-1.2V6.7a1.2 1.2 0 0 1 1.2-1.2',
    'M10.5 3.2c0-.7-.5-1.2-1.2-1.2H3.7c-.7 0-1.2.5-1.2 1.2v6.1c0 .7.5 1.2 1.2 1.2',
  ],
  key: [circle(5, 11, 2.5), 'M6.8 9.2L13 3M10.5 5.5l2 2'],
  plus: ['M8 3v10M3 8h10'],
  close: ['M4 4l8 8M12 4l-8 8'],
  clip: ['M13 7.3l-5.3 5.3a3 3 0 0 1-4.3-4.3l5.6-5.6a2 2 0 0 1 2.9 2.9L6.3 11.2a1 1 0 0 1-1.4-1.4l4.9-4.9'],
  bell: ['M4 11V7a4 4 0 0 1 8 0v4l1.2 1.5H2.8zM6.7 14h2.6'],
  bounced: ['M12.5 8H4M7.5 4.5L4 8l3.5 3.5', 'M13.5 3v10'],
  filter: ['M2 4h12M4.5 8h7M6.5 12h3'],
  search: [circle(7, 7, 4.3), 'M10.3 10.3L14 14'],
  // Signs
  file: page,
  image: [
    'M3.2 3h9.6A1.2 1.2 0 0 1 14 4.2v7.6a1.2 1.2 0 0 1-1.2 1.2H3.2A1.2 1.2 0 0 1 2 11.8V4.2A1.2 1.2 0 0 1 3.2 3',
    circle(5.6, 6.4, 1.1),
    'M2.5 12l3.6-3.3 2.2 2 2.4-2.5 3 3.3',
  ],
  warning: ['M8 2.3l6.2 11H1.8z', 'M8 6.5v3.2M8 11.6h.01'],
  info: [circle(8, 8, 6), 'M8 7.3v3.7M8 5h.01'],
  globe: [circle(8, 8, 6), 'M2 8h12M8 2c2 2 2.6 4 2.6 6S10 12 8 14c-2-2-2.6-4-2.6-6S6 4 8 2z'],
  lock: [
    'M4.7 7h6.6a1.2 1.2 0 0 1 1.2 1.2v4.1a1.2 1.2 0 0 1-1.2 1.2H4.7a1.2 1.2 0 0 1-1.2-1.2V8.2A1.2 1.2 0 0 1 4.7 7',
    'M5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  ],
  person: [circle(8, 5.3, 2.8), 'M2.8 14c.4-3 2.6-4.5 5.2-4.5s4.8 1.5 5.2 4.5'],
  keyboard: [
    'M2.7 4h10.6a1.2 1.2 0 0 1 1.2 1.2v6.1a1.2 1.2 0 0 1-1.2 1.2H2.7a1.2 1.2 0 0 1-1.2-1.2V5.2A1.2 1.2 0 0 1 2.7 4',
    'M4 6.8h.01M6.7 6.8h.01M9.3 6.8h.01M12 6.8h.01M5 9.7h6',
  ],
  sun: [
    circle(8, 8, 2.7),
    'M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M3.4 12.6l1.1-1.1M11.5 4.5l1.1-1.1',
  ],
  // Arrows and dots
  down: ['M4 6.2l4 4 4-4'],
  up: ['M4 9.8l4-4 4 4'],
  right: ['M6.2 4l4 4-4 4'],
  left: ['M9.8 4l-4 4 4 4'],
  client: ['M2.5 8h10.5M9.5 4.5L13 8l-3.5 3.5'],
  server: ['M13.5 8H3M6.5 4.5L3 8l3.5 3.5'],
  dot: [{ d: 'M8 8h.01', width: 3 }],
} as const satisfies Readonly<Record<string, readonly (string | Stroke)[]>>

export type IconName = keyof typeof icons
