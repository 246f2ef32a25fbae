package dev.trailmark.evidence;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Who made a recorded call (CloudTrail User Guide, "userIdentity element").
 *
 * @param type {@code Root}, {@code IAMUser}, {@code AssumedRole}, {@code AWSService}, {@code
 *     AWSAccount} …
 * @param arn the caller; empty for services and anonymous callers
 * @param account the caller's account; {@code anonymous} when nobody signed
 * @param issuer the role of a role session; empty otherwise
 * @param invokedBy the AWS service that made the call; empty when the caller made it directly
 */
public record RecordIdentity(
    String type, String arn, String account, String issuer, String invokedBy) {

  static RecordIdentity of(JsonNode identity) {
    return new RecordIdentity(
        identity.path("type").asText(""),
        identity.path("arn").asText(""),
        identity.path("accountId").asText(""),
        identity.path("sessionContext").path("sessionIssuer").path("arn").asText(""),
        identity.path("invokedBy").asText(""));
  }

  /** Whether nobody signed. Older records say {@code ANONYMOUS_PRINCIPAL}. */
  public boolean anonymous() {
    return account.equalsIgnoreCase("anonymous") || account.equals("ANONYMOUS_PRINCIPAL");
  }

  /** Whether an AWS service acted on its own account. */
  public boolean service() {
    return type.equals("AWSService");
  }

  /** The caller as a policy names it: the role of a session, else the caller itself. */
  public String principal() {
    return issuer.isEmpty() ? arn : issuer;
  }

  @Override
  public String toString() {
    if (anonymous()) {
      return "an anonymous caller";
    }
    return principal().isEmpty() ? type + " " + invokedBy : principal();
  }
}
