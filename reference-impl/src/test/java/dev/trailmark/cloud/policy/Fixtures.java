package dev.trailmark.cloud.policy;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Callers and policies that the tests share. Policies are written with {@code '} for {@code "}. */
final class Fixtures {

  static final String ACCOUNT = "111122223333";
  static final String OTHER_ACCOUNT = "444455556666";
  static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234";
  static final String USER_ARN = "arn:aws:iam::111122223333:user/team/alice";
  static final String ROLE_ARN = "arn:aws:iam::111122223333:role/AWSLabsUser-x";
  static final String SESSION_ARN = "arn:aws:sts::111122223333:assumed-role/AWSLabsUser-x/lab";

  private Fixtures() {}

  static Principal root() {
    return Principal.root(ACCOUNT, "AKIAROOT");
  }

  static Principal user() {
    return Principal.user(ACCOUNT, USER_ARN, "AIDAALICE2345678", "alice", "AKIAALICE");
  }

  static Principal role() {
    return Principal.assumedRole(
        ACCOUNT, ROLE_ARN, "AROALAB234567890", "AWSLabsUser-x", "lab", "ASIALAB", session());
  }

  static Principal stranger() {
    return Principal.user(
        OTHER_ACCOUNT,
        "arn:aws:iam::444455556666:user/mallory",
        "AIDAMALLORY34567",
        "mallory",
        "AKIAMALLORY");
  }

  static Session session() {
    Instant issued = Instant.parse("2026-01-01T00:00:00Z");
    return new Session(issued, issued.plusSeconds(3600), false, List.of(), Map.of("Team", "blue"));
  }

  static PolicyDocument policy(PolicyKind kind, String statements) {
    return parse(kind, "{'Version':'2012-10-17','Statement':[" + statements + "]}");
  }

  static PolicyDocument identity(String statements) {
    return policy(PolicyKind.IDENTITY, statements);
  }

  static PolicyDocument parse(PolicyKind kind, String json) {
    try {
      return PolicyDocument.parse(json.replace('\'', '"'), kind);
    } catch (MalformedPolicyException e) {
      throw new AssertionError(e.reason() + ": " + e.getMessage(), e);
    }
  }

  /** An Allow for identities. */
  static String allow(String action) {
    return "{'Effect':'Allow','Action':'" + action + "','Resource':'*'}";
  }

  /** A Deny for identities. */
  static String deny(String action) {
    return "{'Effect':'Deny','Action':'" + action + "','Resource':'*'}";
  }

  /** An Allow of a resource policy. */
  static String allow(String principal, String action) {
    return statement("Allow", principal, action);
  }

  /** A Deny of a resource policy. */
  static String deny(String principal, String action) {
    return statement("Deny", principal, action);
  }

  private static String statement(String effect, String principal, String action) {
    return "{'Effect':'%s','Principal':%s,'Action':'%s','Resource':'*'}"
        .formatted(effect, principal, action);
  }

  static String aws(String arn) {
    return "{'AWS':'" + arn + "'}";
  }

  static AccessRequest request(Principal caller, String action, String resource) {
    return new AccessRequest(
        caller, action, resource, ACCOUNT, new ContextValues(new PrincipalContext(caller)));
  }

  static AccessRequest encrypt(Principal caller) {
    return request(caller, "kms:Encrypt", KEY);
  }
}
