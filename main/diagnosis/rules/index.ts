import type { TextRule } from './rule.ts'
import { addressRules } from './address.ts'
import { contentRules, namedPolicyRules, policyRules } from './content.ts'
import { accountRules, quotaRules, rateRules, sizeRules } from './limits.ts'
import { protocolRules } from './protocol.ts'
import { providerCodeRules } from './providers.ts'
import { closedRules, mailboxFullRules } from './recipient.ts'
import { blocklistRules, proofRules, reputationRules } from './reputation.ts'
import { relayRules, senderAccountRules, senderRules } from './sender.ts'
import { authRequiredRules, providerSignInRules, signInRules } from './sign-in.ts'
import { greylistRules, loopRules, serverRules, tlsRules } from './transport.ts'

/**
 * Everything that is known about wordings, in the order in which it is tried: a provider's own conditions first, then
 * from what can be told apart with certainty to what is vague (data/causes.md, "How to decide").
 */
export const TEXT_RULES: readonly TextRule[] = [
  ...greylistRules,
  ...tlsRules,
  ...providerSignInRules,
  ...providerCodeRules,
  ...mailboxFullRules,
  ...quotaRules,
  ...signInRules,
  ...authRequiredRules,
  ...loopRules,
  ...sizeRules,
  ...accountRules,
  ...rateRules,
  ...proofRules,
  ...blocklistRules,
  ...reputationRules,
  ...contentRules,
  ...senderAccountRules,
  ...protocolRules,
  ...senderRules,
  ...relayRules,
  ...namedPolicyRules,
  ...closedRules,
  ...addressRules,
  ...serverRules,
  ...policyRules,
]
