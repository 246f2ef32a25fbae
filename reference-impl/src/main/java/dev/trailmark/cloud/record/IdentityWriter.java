package dev.trailmark.cloud.record;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.PrincipalType;
import dev.trailmark.cloud.identity.Session;
import dev.trailmark.cloud.operation.Caller;
import java.io.IOException;
import java.time.temporal.ChronoUnit;

/**
 * Writes {@code userIdentity}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">CloudTrail
 *     userIdentity element</a>
 */
final class IdentityWriter {
  private IdentityWriter() {}

  /** Writes the caller as the recipient sees it: callers of other accounts are redacted. */
  static void write(JsonGenerator json, Caller caller, String recipient) throws IOException {
    Principal principal = caller.principal();
    json.writeObjectFieldStart("userIdentity");
    json.writeStringField("type", typeSeenBy(principal, recipient));
    switch (principal.type()) {
      case ANONYMOUS -> {
        json.writeStringField("principalId", "");
        json.writeStringField("accountId", "anonymous");
      }
      case SERVICE -> {
        // A service is named by invokedBy alone.
      }
      default -> writeEntity(json, principal, recipient);
    }
    if (caller.invokedBy() != null) {
      json.writeStringField("invokedBy", caller.invokedBy());
    }
    json.writeEndObject();
  }

  private static String typeSeenBy(Principal principal, String recipient) {
    return isForeign(principal, recipient)
        ? PrincipalType.ANONYMOUS.trailType()
        : principal.type().trailType();
  }

  private static boolean isForeign(Principal principal, String recipient) {
    return principal.accountId() != null && !principal.accountId().equals(recipient);
  }

  private static void writeEntity(JsonGenerator json, Principal principal, String recipient)
      throws IOException {
    json.writeStringField("principalId", principal.userId());
    if (isForeign(principal, recipient)) {
      json.writeStringField("accountId", principal.accountId());
      return;
    }
    json.writeStringField("arn", principal.arn());
    json.writeStringField("accountId", principal.accountId());
    if (principal.accessKeyId() != null) {
      json.writeStringField("accessKeyId", principal.accessKeyId());
    }
    if (principal.type() == PrincipalType.USER) {
      json.writeStringField("userName", principal.name());
    }
    if (principal.session() != null) {
      writeSession(json, principal, principal.session());
    }
  }

  private static void writeSession(JsonGenerator json, Principal principal, Session session)
      throws IOException {
    json.writeObjectFieldStart("sessionContext");
    if (principal.type() == PrincipalType.ASSUMED_ROLE) {
      writeIssuer(
          json,
          "Role",
          principal.entityId(),
          principal.entityArn(),
          principal.accountId(),
          principal.name());
    } else if (principal.type() == PrincipalType.FEDERATED_USER) {
      Principal creator = principal.creator();
      writeIssuer(
          json,
          creator.type().trailType(),
          creator.userId(),
          creator.arn(),
          creator.accountId(),
          creator.name());
      json.writeObjectFieldStart("webIdFederationData");
      json.writeEndObject();
    }
    json.writeObjectFieldStart("attributes");
    json.writeStringField(
        "creationDate", session.issuedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    json.writeStringField("mfaAuthenticated", Boolean.toString(session.mfaAuthenticated()));
    json.writeEndObject();
    if (session.sourceIdentity() != null) {
      json.writeStringField("sourceIdentity", session.sourceIdentity());
    }
    json.writeEndObject();
  }

  /** Who gave the session its rights: the role, or the user that asked for a federated user. */
  private static void writeIssuer(
      JsonGenerator json, String type, String id, String arn, String account, String name)
      throws IOException {
    json.writeObjectFieldStart("sessionIssuer");
    json.writeStringField("type", type);
    json.writeStringField("principalId", id);
    json.writeStringField("arn", arn);
    json.writeStringField("accountId", account);
    if (name != null) {
      json.writeStringField("userName", name);
    }
    json.writeEndObject();
  }
}
