package dev.trailmark.cloud.policy;

import static dev.trailmark.cloud.policy.Fixtures.ACCOUNT;
import static dev.trailmark.cloud.policy.Fixtures.OTHER_ACCOUNT;
import static dev.trailmark.cloud.policy.Fixtures.ROLE_ARN;
import static dev.trailmark.cloud.policy.Fixtures.SESSION_ARN;
import static dev.trailmark.cloud.policy.Fixtures.USER_ARN;

import dev.trailmark.cloud.identity.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Policies and requests at random, from so few words that they often meet. */
final class RandomPolicies {

  private static final List<Principal> CALLERS =
      List.of(
          Fixtures.root(),
          Fixtures.user(),
          Fixtures.role(),
          Fixtures.stranger(),
          Principal.root(OTHER_ACCOUNT, "AKIAOTHER"),
          Principal.service("cloudtrail.amazonaws.com"),
          Principal.anonymous());

  private static final String[] NAMES = {
    "*",
    ACCOUNT,
    "arn:aws:iam::111122223333:root",
    OTHER_ACCOUNT,
    USER_ARN,
    ROLE_ARN,
    SESSION_ARN,
    "arn:aws:iam::444455556666:user/mallory"
  };

  private static final String[] OPERATORS = {
    "StringEquals", "StringNotEquals", "StringLike", "StringNotLike"
  };

  private final Random random;

  RandomPolicies(Random random) {
    this.random = random;
  }

  AccessRequest request(Authority authority) {
    Principal caller = CALLERS.get(random.nextInt(CALLERS.size()));
    ContextValues context = new ContextValues(new PrincipalContext(caller));
    switch (random.nextInt(4)) {
      case 0 -> context.put("aws:k", "a");
      case 1 -> context.put("aws:k", "b");
      case 2 -> context.put("aws:k", "a", "c");
      default -> {}
    }
    String action =
        authority == Authority.TRUST
            ? pick("sts:AssumeRole", "sts:TagSession")
            : pick("s3:GetObject", "s3:PutObject", "S3:getobject");
    String resource = pick("arn:aws:s3:::b/k", "arn:aws:s3:::b/alice", "arn:aws:s3:::c");
    return new AccessRequest(caller, action, resource, ACCOUNT, context);
  }

  PolicySet policies(Authority authority) {
    PolicyKind kind =
        switch (authority) {
          case TRUST -> PolicyKind.TRUST;
          case KEY_POLICY -> PolicyKind.KEY;
          case RESOURCE_OR_IDENTITY, IDENTITY_ONLY -> PolicyKind.BUCKET;
        };
    String service = authority == Authority.TRUST ? "sts" : "s3";
    return PolicySet.of(authority)
        .withIdentity(documents(PolicyKind.IDENTITY, service, 2))
        .withSession(random.nextInt(3) > 0 ? List.of() : documents(PolicyKind.SESSION, service, 2))
        .withBoundary(random.nextInt(3) > 0 ? null : document(PolicyKind.IDENTITY, service))
        .withResource(random.nextInt(4) == 0 ? null : document(kind, service))
        .withAcl(random.nextInt(6) == 0);
  }

  private List<PolicyDocument> documents(PolicyKind kind, String service, int most) {
    List<PolicyDocument> documents = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      documents.add(document(kind, service));
    }
    return documents;
  }

  private PolicyDocument document(PolicyKind kind, String service) {
    List<String> statements = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      statements.add(statement(kind, service));
    }
    return Fixtures.policy(kind, String.join(",", statements));
  }

  private String statement(PolicyKind kind, String service) {
    StringBuilder text = new StringBuilder("{'Effect':'");
    text.append(random.nextInt(5) == 0 ? "Deny" : "Allow").append("',");
    if (kind.namesPrincipals()) {
      boolean not = kind != PolicyKind.TRUST && random.nextInt(6) == 0;
      text.append(not ? "'NotPrincipal':" : "'Principal':").append(principal()).append(',');
    }
    text.append(random.nextInt(6) == 0 ? "'NotAction':" : "'Action':").append(actions(service));
    if (kind != PolicyKind.TRUST) {
      text.append(random.nextInt(6) == 0 ? ",'NotResource':" : ",'Resource':");
      text.append(
          pick(
              "'*'",
              "'arn:aws:s3:::b/*'",
              "'arn:aws:s3:::b/?'",
              "'arn:aws:s3:::b/${aws:username}'",
              "['arn:aws:s3:::c','arn:aws:s3:::b/${aws:username}']"));
    }
    if (random.nextInt(3) == 0) {
      text.append(",'Condition':{").append(condition()).append('}');
    }
    return text.append('}').toString();
  }

  private String actions(String service) {
    return service.equals("sts")
        ? pick("'sts:AssumeRole'", "'sts:*'", "['sts:Tag*']")
        : pick(
            "'s3:*'",
            "'s3:GetObject'",
            "['s3:Get*','s3:List*']",
            "'s3:?utObject'",
            many("S3:Put*"));
  }

  /** More actions than a statement tries one after the other. */
  private static String many(String last) {
    StringBuilder actions = new StringBuilder("['s3:DeleteObject',");
    for (int i = 0; i < 20; i++) {
      actions.append("'s3:Describe").append(i).append("*',");
    }
    return actions.append('\'').append(last).append("']").toString();
  }

  private String principal() {
    return switch (random.nextInt(5)) {
      case 0 -> "'*'";
      case 1 -> "{'Service':'cloudtrail.amazonaws.com'}";
      case 2 -> "{'AWS':['" + pick(NAMES) + "','" + pick(NAMES) + "','" + pick(NAMES) + "']}";
      default -> "{'AWS':'" + pick(NAMES) + "'}";
    };
  }

  private String condition() {
    String wanted = pick("'a'", "['a','b']", "'c'", "'?'", "'*'");
    return switch (random.nextInt(4)) {
      case 0 -> "'Null':{'aws:k':'" + random.nextBoolean() + "'}";
      case 1 ->
          "'"
              + pick("ForAllValues:", "ForAnyValue:")
              + pick(OPERATORS)
              + "':{'aws:k':"
              + wanted
              + "}";
      case 2 -> "'" + pick(OPERATORS) + "IfExists':{'AWS:K':" + wanted + "}";
      default -> "'" + pick(OPERATORS) + "':{'aws:k':" + wanted + "}";
    };
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
