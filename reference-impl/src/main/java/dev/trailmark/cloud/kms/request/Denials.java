package dev.trailmark.cloud.kms.request;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.Decision;
import java.util.Set;

/**
 * How KMS words a refused permission: status 400, the caller, the action, and the resource without
 * quotes. Of another account's key it does not tell whether it exists.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Troubleshoot
 *     access denied error messages</a>
 */
public final class Denials {
  private static final String UNKNOWN =
      "because the resource does not exist in this Region, no resource-based policies allow access,"
          + " or a resource-based policy explicitly denies access";

  private static final Set<String> OPENING = Set.of("kms:Decrypt", "kms:ReEncryptFrom");

  private Denials() {}

  /** A refusal that the policies decided. */
  public static ServiceException of(Call call, AccessCheck check, Decision decision) {
    String action = check.action();
    if (onlyCiphertextNames(call, action)) {
      return ofCiphertext(call, action, hidden(decision) ? UNKNOWN : decision.reason(action));
    }
    if (hidden(decision)) {
      return ofUnknownKey(call, action);
    }
    return refuse(call, action, where(check, decision) + decision.reason(action));
  }

  /** Another account's key is not named, though its owner lets the caller use it. */
  private static String where(AccessCheck check, Decision decision) {
    if (decision.crossAccount()) {
      return "on this resource ";
    }
    boolean tagsNewKey = check.action().equals("kms:TagResource") && check.resource().equals("*");
    return tagsNewKey ? "" : "on resource: " + check.resource() + " ";
  }

  private static boolean onlyCiphertextNames(Call call, String action) {
    return OPENING.contains(action) && call.subject(Subject.class).onlyCiphertextNames(action);
  }

  /** The ciphertext names a key that the caller cannot know of. */
  public static ServiceException ofUnknownCiphertext(Call call, String action) {
    return ofCiphertext(call, action, UNKNOWN);
  }

  /** The request names another account's key that does not exist or is not shared. */
  public static ServiceException ofUnknownKey(Call call, String action) {
    return refuse(call, action, "on this resource " + UNKNOWN);
  }

  private static ServiceException ofCiphertext(Call call, String action, String reason) {
    return refuse(call, action, "on the resource associated with this ciphertext " + reason);
  }

  private static boolean hidden(Decision decision) {
    return decision.crossAccount() && decision.source() == Decision.Source.RESOURCE;
  }

  private static ServiceException refuse(Call call, String action, String rest) {
    Principal principal = call.caller().principal();
    String caller = principal.arn() == null ? principal.name() : principal.arn();
    return KmsError.ACCESS_DENIED.because(
        "User: %s is not authorized to perform: %s %s", caller, action, rest);
  }
}
