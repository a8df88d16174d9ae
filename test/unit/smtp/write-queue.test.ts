import { Duplex } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { WriteQueue } from '../../../main/smtp/write-queue.ts'
import { settle } from '../../support/fake-clock.ts'

function start() {
  const written: string[] = []
  const told: string[] = []
  const answers: ((error?: Error) => void)[] = []
  const stream = new Duplex({
    read: () => undefined,
    write(chunk: Buffer, _encoding, callback) {
      written.push(chunk.toString())
      answers.push(callback)
    },
  })
  stream.on('error', () => undefined)
  const queue = new WriteQueue(stream, {
    failed: () => queue.drop(),
    changed: () => undefined,
  })
  const join = (text: string) => queue.join([Buffer.from(text)], () => told.push(text))
  const write = (text: string) => queue.write(Buffer.from(text), () => told.push(text))
  return { written, told, answers, queue, join, write }
}

describe('what a connection writes', () => {
  it('what is joined in one turn leaves in one write, behind what was written before', async () => {
    const { written, told, answers, queue, join, write } = start()
    write('a')
    join('b')
    join('c')
    expect(written).toEqual(['a'])
    expect(queue.octets).toBe(3)
    await settle()
    answers[0]?.()
    await settle()
    expect(written).toEqual(['a', 'bc'])
    expect(told).toEqual(['a'])
    answers[1]?.()
    await settle()
    expect(told).toEqual(['a', 'b', 'c'])
    expect(queue.octets).toBe(0)
  })

  it('what is written behind something joined does not overtake it', async () => {
    const { written, answers, join, write } = start()
    join('a')
    write('b')
    await settle()
    answers[0]?.()
    await settle()
    expect(written).toEqual(['a', 'b'])
  })

  it('P6: where one write fails, the messages before its last octet may have left, and the last can not', async () => {
    const { told, answers, join } = start()
    for (const text of ['a', 'b', 'c']) join(text)
    await settle()
    answers[0]?.(new Error('reset'))
    await settle()
    expect(told).toEqual(['a', 'b'])
  })

  it('P6: what waits behind a write, or for the end of the turn, has not left when the connection is lost', async () => {
    const { written, told, queue, join, write } = start()
    write('a')
    join('b')
    join('c')
    await settle()
    join('d')
    queue.drop()
    await settle()
    expect(written).toEqual(['a'])
    expect(told).toEqual([])
  })
})
