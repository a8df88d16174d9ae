import type { Page } from 'playwright-core'
import type { Api } from '../../main/api.ts'
import type { Result } from '../../main/result.ts'

type Method<G extends keyof Api, M extends keyof Api[G]> = Api[G][M] extends (...given: infer P) => infer R
  ? { readonly given: P; readonly answer: Awaited<R> }
  : never

type Bridge = Readonly<
  Record<string, Readonly<Record<string, (...given: readonly unknown[]) => Promise<Result<unknown>>>>>
>

/**
 * Calls the program as its window does: through its bridge, with what it checks.
 * @throws where the call is refused, with the program's own sentence.
 */
export async function ask<G extends keyof Api, M extends keyof Api[G] & string>(
  page: Page,
  group: G,
  method: M,
  ...given: Method<G, M>['given']
): Promise<Method<G, M>['answer']> {
  const answer = await page.evaluate(
    async ([room, name, values]) => {
      const { sendoff } = globalThis as unknown as { readonly sendoff: Bridge }
      return await sendoff[room]?.[name]?.(...values)
    },
    [group, method, given] as const,
  )
  if (answer === undefined) throw new Error(`There is no ${group}.${method}.`)
  if (!answer.ok) throw new Error(`${group}.${method}: ${answer.failure.message}`)
  return answer.value
}
