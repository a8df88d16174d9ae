import type { TemplateForm } from '../../main/templates/template.ts'
import { withoutSignature } from './signature.ts'
import type { ComposeState } from './compose-state.svelte.ts'

/** What a message is as a template: its signature is the sender's, and stays out. */
export function toTemplate(compose: ComposeState): Partial<TemplateForm> {
  const { subject, text, html } = compose.content
  const signature = compose.signature.all.find(({ id }) => id === compose.signature.id) ?? null
  return {
    kind: 'message',
    name: subject,
    subject,
    text: withoutSignature(text, signature).trimEnd(),
    html: html ?? null,
  }
}
