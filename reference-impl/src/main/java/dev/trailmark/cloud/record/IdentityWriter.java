package dev.trailmark.cloud.record;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.PrincipalType;
import dev.trailmark.cloud.identity.Session;
import dev.trailmark.cloud.operation.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Writes {@code userIdentity}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">CloudTrail
 *     userIdentity element</a>
 */
final class IdentityWriter {
  /** How a service's call for someone is marked. */
  private static final String FORWARDED = "AWS Internal";

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

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
      default -> writeEntity(json, caller, recipient);
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

  /**
   * The access key that a record shows; {@code null} for none. A service that calls for a role's
   * session does so with another temporary key of its own, as the lab's own log shows: here one
   * that follows from the session's.
   */
  static String accessKeyId(Caller caller) {
    Principal principal = caller.principal();
    String own = principal.accessKeyId();
    boolean forwarded =
        principal.type() == PrincipalType.ASSUMED_ROLE && FORWARDED.equals(caller.invokedBy());
    if (own == null || !forwarded) {
      return own;
    }
    UUID hash = UUID.nameUUIDFromBytes(own.getBytes(StandardCharsets.UTF_8));
    StringBuilder key = new StringBuilder("ASIA");
    for (long bits : new long[] {hash.getMostSignificantBits(), hash.getLeastSignificantBits()}) {
      for (int i = 0; i < 8; i++) {
        key.append(BASE32.charAt((int) (bits >>> 8 * i) & 31));
      }
    }
    return key.toString();
  }

  private static void writeEntity(JsonGenerator json, Caller caller, String recipient)
      throws IOException {
    Principal principal = caller.principal();
    json.writeStringField("principalId", principal.userId());
    if (isForeign(principal, recipient)) {
      json.writeStringField("accountId", principal.accountId());
      return;
    }
    json.writeStringField("arn", principal.arn());
    json.writeStringField("accountId", principal.accountId());
    String key = accessKeyId(caller);
    if (key != null) {
      json.writeStringField("accessKeyId", key);
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
