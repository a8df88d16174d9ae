// Web sign-in.
import type { OAuthStatus, ProviderView, SignInFlow, SignInView, SignOutOutcome } from '../../oauth/oauth.ts'
import type { ServerForm } from './servers.ts'

/** Whom a web sign-in is for. */
export type SignInTargetInput =
  | { readonly kind: 'form'; readonly form: ServerForm }
  | { readonly kind: 'server'; readonly serverId: string }

/** Web sign-in (OAuth 2). Tokens stay in main; a window sees how a sign-in goes, never what it gave (P25). */
export interface OAuthApi {
  providers(): Promise<readonly ProviderView[]>
  /**
   * Starts a sign-in with the values of a form, unsaved ones too, or for a server that is there; `oauth.changed` tells how it
   * goes. A finished one of a form is named in `oauthGrant` when the form is saved or tested. An earlier one is cancelled.
   * @throws CallError `invalid-argument` with the field (`oauth.clientId`, …) that cannot be used.
   */
  begin(input: { readonly target: SignInTargetInput; readonly flow: SignInFlow }): Promise<SignInView>
  cancel(input: { readonly id: string }): Promise<void>
  /** The sign-in page once more in the system's browser. */
  openAgain(input: { readonly id: string }): Promise<void>
  /** The address of the sign-in page to the clipboard. */
  copyAddress(input: { readonly id: string }): Promise<void>
  /** Whether a sign-in is kept for a server, and whose it is. */
  status(input: { readonly serverId: string }): Promise<OAuthStatus>
  /** Removes the sign-in here and takes it back at the provider (RFC 7009). */
  signOut(input: { readonly serverId: string }): Promise<SignOutOutcome>
}
