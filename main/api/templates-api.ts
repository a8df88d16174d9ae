// Calls about templates and snippets.
import type { TemplatesApi } from '../api.ts'
import type { Clock } from '../clock.ts'
import { parseMailbox } from '../message/address.ts'
import { toHtmlText } from '../message/html-text.ts'
import type { Servers } from '../servers/servers.ts'
import { spokenLocale } from '../text/t.ts'
import { fillIn, type TemplateFacts } from '../templates/fill.ts'
import type { Templates } from '../templates/templates.ts'

export interface TemplatesApiDeps {
  readonly templates: Templates
  readonly servers: Servers
  readonly clock: Clock
}

/** Makes the templates part of the Api. */
export function createTemplatesApi({ templates, servers, clock }: TemplatesApiDeps): TemplatesApi {
  return {
    list: () => templates.list(),
    save: (form) => templates.save(form),
    delete: ({ id }) => templates.delete(id),
    use: async ({ id, to, identityId }) => {
      const { subject, text, html, ...rest } = await templates.use(id)
      const identity = identityId === null ? undefined : servers.identity(identityId)
      const parsed = parseMailbox(to)
      const facts: TemplateFacts = {
        toName: parsed.ok ? (parsed.mailbox.name ?? '') : '',
        fromName: identity?.name ?? '',
        fromAddress: identity?.address ?? '',
        date: new Date(clock.now()).toLocaleDateString(spokenLocale(), { dateStyle: 'long' }),
      }
      return {
        ...rest,
        subject: fillIn(subject, facts),
        text: fillIn(text, facts),
        ...(html === undefined
          ? {}
          : { html: fillIn(html, facts, (value) => toHtmlText(value).replaceAll('"', '&quot;')) }),
      }
    },
  }
}
