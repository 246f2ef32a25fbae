package dev.trailmark.cloud.policy;

import static dev.trailmark.cloud.policy.Fixtures.ACCOUNT;
import static dev.trailmark.cloud.policy.Fixtures.OTHER_ACCOUNT;
import static dev.trailmark.cloud.policy.Fixtures.ROLE_ARN;
import static dev.trailmark.cloud.policy.Fixtures.SESSION_ARN;
import static dev.trailmark.cloud.policy.Fixtures.USER_ARN;

import dev.trailmark.cloud.identity.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Policies and requests at random, from so few words that they often meet. */
final class RandomPolicies {

  private static final String OTHER_ROLE = "arn:aws:iam::444455556666:role/Guest";
  private static final String CANONICAL_USER = "0a".repeat(32);

  private static final List<Principal> CALLERS =
      List.of(
          Fixtures.root(),
          Fixtures.user(),
          Fixtures.user().tagged(Map.of("Team", "b")),
          Fixtures.user().inSession("ASIAALICE", Fixtures.session()),
          Principal.user(ACCOUNT, USER_ARN, "AIDAALICEAGAIN789", "alice", "AKIAAGAIN"),
          Fixtures.role(),
          Principal.assumedRole(
              ACCOUNT,
              "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/Linked",
              "AROALINKED345678",
              "Linked",
              "s",
              "ASIALINKED",
              Fixtures.session()),
          Principal.federatedUser(Fixtures.user(), "bob", "ASIABOB", Fixtures.session()),
          Principal.federatedUser(Fixtures.root(), "bob", "ASIABOB", Fixtures.session()),
          Fixtures.stranger(),
          Principal.root(OTHER_ACCOUNT, "AKIAOTHER"),
          Principal.assumedRole(
              OTHER_ACCOUNT,
              OTHER_ROLE,
              "AROAOTHER3456789",
              "Guest",
              "s",
              "ASIAGUEST",
              Fixtures.session()),
          Principal.federatedUser(Fixtures.stranger(), "eve", "ASIAEVE", Fixtures.session()),
          Principal.service("cloudtrail.amazonaws.com"),
          Principal.anonymous());

  private static final String[] NAMES = {
    ACCOUNT,
    "arn:aws:iam::111122223333:root",
    OTHER_ACCOUNT,
    USER_ARN,
    "AIDAALICE2345678",
    ROLE_ARN,
    "AROALAB234567890",
    SESSION_ARN,
    "arn:aws:sts::111122223333:federated-user/bob",
    "arn:aws:iam::444455556666:user/mallory",
    OTHER_ROLE,
    "arn:aws:sts::444455556666:assumed-role/Guest/s",
    "arn:aws:sts::444455556666:federated-user/eve"
  };

  /** A grant before it is compiled, and whether token and constraint let it be used. */
  record PlainGrant(
      String grantee, String retiring, Set<String> operations, boolean told, boolean fits) {

    boolean effective() {
      return told;
    }

    boolean covers(String action) {
      return operations.contains(action.substring(4)) && (fits || action.equals("kms:RetireGrant"));
    }

    Grant grant() {
      GrantConstraint constraint =
          new GrantConstraint(GrantConstraint.Type.SUBSET, Map.of("a", fits ? "1" : "2"));
      return new Grant(
          "g", told ? "told" : "untold", false, grantee, retiring, operations, constraint);
    }
  }

  private final Random random;
  private final RandomConditions conditions;

  RandomPolicies(Random random) {
    this.random = random;
    this.conditions = new RandomConditions(random);
  }

  AccessRequest request(Authority authority) {
    Principal caller = CALLERS.get(random.nextInt(CALLERS.size()));
    ContextValues context = new ContextValues(new PrincipalContext(caller));
    conditions.fill(context);
    if (caller.accountId() != null && random.nextBoolean()) {
      context.put(ContextValues.CANONICAL_USER_ID, CANONICAL_USER);
    }
    return switch (authority) {
      case TRUST -> request(caller, context, pick("sts:AssumeRole", "sts:TagSession"), ROLE_ARN);
      case KEY_POLICY ->
          request(
              caller, context, pick("kms:Encrypt", "kms:Decrypt", "kms:RetireGrant"), Fixtures.KEY);
      case RESOURCE_OR_IDENTITY, IDENTITY_ONLY ->
          request(
              caller,
              context,
              pick("s3:GetObject", "s3:PutObject", "S3:getobject"),
              pick("arn:aws:s3:::b/k", "arn:aws:s3:::b/alice", "arn:aws:s3:::c"));
    };
  }

  private static AccessRequest request(
      Principal caller, ContextValues context, String action, String resource) {
    return new AccessRequest(caller, action, resource, ACCOUNT, context);
  }

  List<PlainGrant> grants(Authority authority) {
    List<PlainGrant> grants = new ArrayList<>();
    while (authority == Authority.KEY_POLICY && random.nextInt(2) == 0) {
      grants.add(
          new PlainGrant(
              random.nextInt(8) == 0 ? "cloudtrail.amazonaws.com" : pick(NAMES),
              pick(NAMES),
              random.nextBoolean() ? Set.of("Encrypt", "RetireGrant") : Set.of("Decrypt"),
              random.nextInt(4) > 0,
              random.nextInt(4) > 0));
    }
    return grants;
  }

  PolicySet policies(Authority authority, List<PlainGrant> grants) {
    PolicyKind kind =
        switch (authority) {
          case TRUST -> PolicyKind.TRUST;
          case KEY_POLICY -> PolicyKind.KEY;
          case RESOURCE_OR_IDENTITY, IDENTITY_ONLY -> PolicyKind.BUCKET;
        };
    return PolicySet.of(authority)
        .withIdentity(documents(PolicyKind.IDENTITY, authority, 2))
        .withSession(rarely() ? documents(PolicyKind.SESSION, authority, 2) : List.of())
        .withBoundary(rarely() ? document(PolicyKind.MANAGED, authority) : null)
        .withResource(random.nextInt(4) == 0 ? null : document(kind, authority))
        .withAcl(random.nextInt(8) == 0)
        .withGrants(
            new Grants(
                grants.stream().map(PlainGrant::grant).toList(),
                Set.of("told"),
                Map.of("a", "1", "b", "2")))
        .withServiceControl(rarely() ? levels(PolicyKind.SERVICE_CONTROL, authority) : List.of())
        .withResourceControl(rarely() ? levels(PolicyKind.RESOURCE_CONTROL, authority) : List.of());
  }

  private boolean rarely() {
    return random.nextInt(4) == 0;
  }

  private List<List<PolicyDocument>> levels(PolicyKind kind, Authority authority) {
    List<List<PolicyDocument>> levels = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      List<PolicyDocument> level = new ArrayList<>(documents(kind, authority, 1));
      if (random.nextInt(8) > 0) {
        level.add(fullAccess(kind));
      }
      levels.add(level);
    }
    return levels;
  }

  private static PolicyDocument fullAccess(PolicyKind kind) {
    String statement =
        kind == PolicyKind.RESOURCE_CONTROL ? Fixtures.allow("'*'", "*") : Fixtures.allow("*");
    return Fixtures.policy(kind, statement);
  }

  private List<PolicyDocument> documents(PolicyKind kind, Authority authority, int most) {
    List<PolicyDocument> documents = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      documents.add(document(kind, authority));
    }
    return documents;
  }

  private PolicyDocument document(PolicyKind kind, Authority authority) {
    List<String> statements = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      statements.add(statement(kind, authority));
    }
    boolean old = !kind.isOfOrganization() && random.nextInt(8) == 0;
    String version = old ? pick("", "\"Version\":\"2008-10-17\",") : "\"Version\":\"2012-10-17\",";
    String json = "{" + version + "\"Statement\":[" + String.join(",", statements) + "]}";
    try {
      return PolicyDocument.parse(json, kind);
    } catch (MalformedPolicyException e) {
      throw new AssertionError(json, e);
    }
  }

  private String statement(PolicyKind kind, Authority authority) {
    boolean denies = kind == PolicyKind.RESOURCE_CONTROL || random.nextInt(6) == 0;
    StringBuilder text = new StringBuilder("{'Effect':'").append(denies ? "Deny" : "Allow");
    text.append("',");
    if (kind == PolicyKind.RESOURCE_CONTROL) {
      text.append("'Principal':").append(pick("'*'", "{'AWS':'*'}")).append(',');
    } else if (kind.namesPrincipals()) {
      boolean not = kind != PolicyKind.TRUST && random.nextInt(5) == 0;
      text.append(not ? "'NotPrincipal':" : "'Principal':").append(principal(kind)).append(',');
    }
    boolean notAction = kind != PolicyKind.RESOURCE_CONTROL && random.nextInt(6) == 0;
    text.append(notAction ? "'NotAction':" : "'Action':").append(actions(authority));
    if (kind != PolicyKind.TRUST) {
      text.append(random.nextInt(6) == 0 ? ",'NotResource':" : ",'Resource':");
      text.append(resources(authority));
    }
    boolean conditional = random.nextInt(2) == 0;
    String condition = conditional ? ",\"Condition\":{" + conditions.next() + "}" : "";
    return text.toString().replace('\'', '"').replace('`', '\'') + condition + "}";
  }

  private String actions(Authority authority) {
    return switch (authority) {
      case TRUST -> pick("'sts:AssumeRole'", "'sts:*'", "['sts:Tag*']");
      case KEY_POLICY -> pick("'kms:*'", "'kms:Encrypt'", "['kms:De*','KMS:retire*']");
      case RESOURCE_OR_IDENTITY, IDENTITY_ONLY ->
          pick(
              "'s3:*'",
              "'s3:GetObject'",
              "['s3:Get*','s3:List*']",
              "'s3:?utObject'",
              "'s3:GetObject*'",
              many("S3:Put*"));
    };
  }

  /** More actions than a statement tries one after the other. */
  private static String many(String last) {
    StringBuilder actions = new StringBuilder("['s3:DeleteObject',");
    for (int i = 0; i < 20; i++) {
      actions.append("'s3:Describe").append(i).append("*',");
    }
    return actions.append('\'').append(last).append("']").toString();
  }

  private String resources(Authority authority) {
    if (authority == Authority.KEY_POLICY && random.nextInt(4) > 0) {
      return pick("'*'", "'arn:aws:kms:*:key/*'", "'" + Fixtures.KEY + "'");
    }
    return pick(
        "'*'",
        "'arn:aws:s3:::b/*'",
        "'arn:aws:s3:::b/?'",
        "'arn:aws:s3:::b/k*'",
        "'arn:aws:s3:*:*:*b/*l*e*'",
        "'arn:aws:s3:::b/${aws:username}'",
        "'arn:aws:s3:::${aws:PrincipalTag/team, `b`}/*'",
        "'arn:aws:s3:::b/${*}'",
        "['arn:aws:s3:::c','arn:aws:s3:::b/${aws:username}']");
  }

  private String principal(PolicyKind kind) {
    return switch (random.nextInt(7)) {
      case 0 -> pick("'*'", "{'AWS':'*'}");
      case 1 -> "{'Service':'cloudtrail.amazonaws.com'}";
      case 2, 3 -> "{'AWS':['" + pick(NAMES) + "','" + pick(NAMES) + "','" + pick(NAMES) + "']}";
      case 4 ->
          kind == PolicyKind.BUCKET
              ? "{'CanonicalUser':'" + CANONICAL_USER + "','AWS':['" + pick(NAMES) + "']}"
              : "{'Service':['kms.amazonaws.com'],'AWS':'" + pick(NAMES) + "'}";
      default -> "{'AWS':'" + pick(NAMES) + "'}";
    };
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
