package dev.trailmark.cloud.policy;

import static dev.trailmark.cloud.policy.Fixtures.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailmark.cloud.policy.MalformedPolicyException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedPolicyTest {

  private static final String REST = "'Action':'s3:*','Resource':'*'";

  @Test
  void whatIsWrongIsToldInPrintableCharacters() {
    String policy =
        "{'Statement':{'Effect':'Allow','Principal':'*',"
            + "'Action':'s3:Get\\u0000Object','Resource':'arn:aws:s3:::b/*'}}";
    MalformedPolicyException fault =
        catchThrowableOfType(
            MalformedPolicyException.class,
            () -> PolicyDocument.parse(policy.replace('\'', '"'), PolicyKind.BUCKET));

    assertThat(fault.reason()).isEqualTo(Reason.INVALID_ACTION);
    assertThat(fault.value()).isEqualTo("s3:Get\\u0000Object");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "INVALID_JSON | ``",
        "INVALID_JSON | {",
        "INVALID_JSON | []",
        "INVALID_JSON | 'text'",
        "INVALID_JSON | null",
        "INVALID_JSON | {'Statement':[]} {}",
        "DUPLICATE_KEY | {'Statement':{'Effect':'Allow','Effect':'Deny'}}",
        "UNKNOWN_FIELD | {'Comment':'x','Statement':{}}",
        "UNKNOWN_FIELD | {'Statement':{'effect':'Allow'}}",
        "INVALID_VERSION | {'Version':'2012-10-18','Statement':{}}",
        "INVALID_VERSION | {'Version':2012,'Statement':{}}",
        "INVALID_ID | {'Id':1,'Statement':{}}",
        "MISSING_STATEMENT | {}",
        "EMPTY_STATEMENT | {'Version':'2012-10-17','Statement':[]}",
        "INVALID_STATEMENT | {'Statement':'x'}",
        "INVALID_STATEMENT | {'Statement':[[]]}",
        "INVALID_SID | {'Statement':{'Sid':'with space','Effect':'Allow'}}",
        "MISSING_EFFECT | {'Statement':{'Action':'s3:*','Resource':'*'}}",
        "INVALID_EFFECT | {'Statement':{'Effect':'allow','Action':'s3:*','Resource':'*'}}",
        "PRINCIPAL_NOT_ALLOWED | {'Statement':{'Effect':'Allow','Principal':'*'}}",
        "MISSING_ACTION | {'Statement':{'Effect':'Allow','Resource':'*'}}",
        "MISSING_ACTION | {'Statement':{'Effect':'Allow','Action':[],'Resource':'*'}}",
        "MISSING_ACTION | {'Statement':{'Effect':'Allow','Action':'*','NotAction':'*'}}",
        "MISSING_ACTION | {'Statement':{'Effect':'Allow','Action':7,'Resource':'*'}}",
        "INVALID_ACTION | {'Statement':{'Effect':'Allow','Action':'GetObject','Resource':'*'}}",
        "INVALID_ACTION | {'Statement':{'Effect':'Allow','Action':'s*:Get','Resource':'*'}}",
        "INVALID_ACTION | {'Statement':{'Effect':'Allow','Action':'s3:','Resource':'*'}}",
        "MISSING_RESOURCE | {'Statement':{'Effect':'Allow','Action':'s3:*'}}",
        "INVALID_RESOURCE | {'Statement':{'Effect':'Allow','Action':'s3:*','Resource':'b/*'}}",
        "INVALID_RESOURCE | {'Statement':{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws'}}",
        "INVALID_PARTITION | {'Statement':{'Effect':'Allow','Action':'s3:*',"
            + "'Resource':'arn:aws-cn:s3:::b'}}",
        "RESOURCE_WITH_REGION | {'Statement':{'Effect':'Allow','Action':'s3:*',"
            + "'Resource':'arn:aws:s3:us-east-1::b'}}",
        "RESOURCE_OF_ANY_SERVICE | {'Statement':{'Effect':'Allow','Action':'s3:*',"
            + "'Resource':'arn:aws:*:::b'}}",
        "RESOURCE_OF_ANY_SERVICE | {'Statement':{'Effect':'Deny','Action':'s3:*',"
            + "'NotResource':['*','arn:aws:s?:us-east-1:111122223333:b:c']}}",
      })
  void anIdentityPolicyIsRefusedForTheRightReason(Reason reason, String json) {
    assertThat(refused(PolicyKind.IDENTITY, json).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]",
        "{'StringEqual':{'aws:x':'y'}}",
        "{'stringequals':{'aws:x':'y'}}",
        "{'NullIfExists':{'aws:x':'true'}}",
        "{'ForAnyValue:Null':{'aws:x':'true'}}",
        "{'ForSomeValue:StringEquals':{'aws:x':'y'}}",
        "{'StringEquals':'aws:x'}",
        "{'StringEquals':{'x':'y'}}",
        "{'StringEquals':{'aws:':'y'}}",
        "{'StringEquals':{'aws:x':null}}",
        "{'StringEquals':{'aws:x':{'y':'z'}}}",
        "{'NumericEquals':{'aws:x':'many'}}",
        "{'DateLessThan':{'aws:x':'soon'}}",
        "{'Bool':{'aws:x':'yes'}}",
        "{'Null':{'aws:x':'maybe'}}",
        "{'BinaryEquals':{'aws:x':'%%'}}",
        "{'IpAddress':{'aws:SourceIp':'10.0.0.0/33'}}",
        "{'IpAddress':{'aws:SourceIp':'10.0.0.256'}}",
        "{'IpAddress':{'aws:SourceIp':'example.com'}}",
        "{'IpAddress':{'aws:SourceIp':'2001:db8::/129'}}",
      })
  void aConditionIsRefused(String condition) {
    String json = "{'Statement':{'Effect':'Allow'," + REST + ",'Condition':" + condition + "}}";
    assertThat(refused(PolicyKind.IDENTITY, json).reason())
        .isIn(
            Reason.UNKNOWN_OPERATOR,
            Reason.INVALID_CONDITION_KEY,
            Reason.INVALID_ADDRESS,
            Reason.INVALID_CONDITION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'someone' | 'someone'",
        "{'AWS':'arn:aws:iam::111122223333:role/Dev*'} |"
            + " 'AWS':'arn:aws:iam::111122223333:role/Dev*'",
        "{'AWS':'arn:aws:iam::111122223333:group/devs'} |"
            + " 'AWS':'arn:aws:iam::111122223333:group/devs'",
        "{'AWS':'11112222333'} | 'AWS':'11112222333'",
        "{'AWS':['*','alice']} | 'AWS':'alice'",
        "{'AWS':7} | 'AWS':7",
        "{'Service':'*'} | 'Service':'*'",
        "{'Service':'cloudtrail'} | 'Service':'cloudtrail'",
        "{'CanonicalUser':'abc'} | 'CanonicalUser':'abc'",
        "{'User':'*'} | 'User':'*'",
      })
  void aPrincipalThatNobodyCanBeIsNamed(String principal, String value) {
    MalformedPolicyException problem =
        refused(
            PolicyKind.BUCKET,
            "{'Statement':{'Effect':'Allow','Principal':" + principal + "," + REST + "}}");
    assertThat(problem.reason()).isEqualTo(Reason.INVALID_PRINCIPAL);
    assertThat(problem.value()).isEqualTo(value.replace('\'', '"'));
  }

  @Test
  void aResourcePolicyMustNameSomebody() {
    String nobody = "{'Statement':{'Effect':'Allow'," + REST + "}}";
    String empty = "{'Statement':{'Effect':'Allow','Principal':{'AWS':[]}," + REST + "}}";
    for (PolicyKind kind : new PolicyKind[] {PolicyKind.BUCKET, PolicyKind.KEY}) {
      assertThat(refused(kind, nobody).reason()).isEqualTo(Reason.MISSING_PRINCIPAL);
      assertThat(refused(kind, empty).reason()).isEqualTo(Reason.MISSING_PRINCIPAL);
    }
  }

  @Test
  void canonicalUsersAreForBucketsOnly() {
    String json =
        "{'Statement':{'Effect':'Allow','Principal':{'CanonicalUser':'"
            + "0a".repeat(32)
            + "'},'Action':'*','Resource':'*'}}";
    assertThat(parse(PolicyKind.BUCKET, json).principals()).isEmpty();
    assertThat(refused(PolicyKind.KEY, json).reason()).isEqualTo(Reason.INVALID_PRINCIPAL);
  }

  @Test
  void aTrustPolicySpeaksOfStsAndNamesNoResource() {
    String start = "{'Statement':{'Effect':'Allow','Principal':{'AWS':'111122223333'},";
    parse(PolicyKind.TRUST, start + "'Action':'sts:AssumeRole'}}");
    assertThat(refused(PolicyKind.TRUST, start + "'Action':'sts:*','Resource':'*'}}").reason())
        .isEqualTo(Reason.RESOURCE_NOT_ALLOWED);
    assertThat(refused(PolicyKind.TRUST, start + "'Action':'s3:GetObject'}}").reason())
        .isEqualTo(Reason.INVALID_ACTION);
    String excluding = "{'Statement':{'Effect':'Deny','NotPrincipal':'*','Action':'sts:*'}}";
    assertThat(refused(PolicyKind.TRUST, excluding).reason())
        .isEqualTo(Reason.PRINCIPAL_NOT_ALLOWED);
  }

  @Test
  void aBucketPolicySpeaksOfS3() {
    String json =
        "{'Statement':{'Effect':'Allow','Principal':'*','Action':'kms:Decrypt','Resource':'*'}}";
    assertThat(refused(PolicyKind.BUCKET, json).reason()).isEqualTo(Reason.INVALID_ACTION);
    parse(PolicyKind.KEY, json);
  }

  @Test
  void sidsMustDifferInIamAndMayHaveSpacesElsewhere() {
    String twice =
        "{'Statement':[{'Sid':'A','Effect':'Allow',%1$s},{'Sid':'A','Effect':'Deny',%1$s}]}";
    assertThat(refused(PolicyKind.IDENTITY, twice.formatted(REST)).reason())
        .isEqualTo(Reason.DUPLICATE_SID);
    String spaces = "{'Statement':{'Sid':'Allow use of the key','Effect':'Allow','Principal':'*',";
    assertThat(parse(PolicyKind.KEY, spaces + REST + "}}").statements().get(0).sid())
        .contains("Allow use of the key");
  }

  @Test
  void sizesAreLimitedAndInIamWithoutWhiteSpace() {
    String policy = "{'Statement':{'Effect':'Allow'," + REST + "}}";
    parse(PolicyKind.SESSION, " ".repeat(5_000) + policy);
    String longer = policy.replace("'s3:*'", "'s3:" + "x".repeat(2_048) + "'");
    assertThat(refused(PolicyKind.SESSION, longer).reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(refused(PolicyKind.KEY, " ".repeat(32_768) + policy).reason())
        .isEqualTo(Reason.TOO_LARGE);
  }

  @ParameterizedTest
  @CsvSource({
    "IDENTITY, 10240, true",
    "MANAGED, 6144, true",
    "TRUST, 2048, true",
    "SESSION, 2048, true",
    "KEY, 32768, false",
    "BUCKET, 20480, false",
    "SERVICE_CONTROL, 10240, false",
    "RESOURCE_CONTROL, 5120, false",
  })
  void eachKindHasItsLimit(PolicyKind kind, int limit, boolean ignoresWhiteSpace) {
    String statement =
        switch (kind) {
          case IDENTITY, MANAGED, SESSION, SERVICE_CONTROL -> Fixtures.allow("s3:*");
          case TRUST -> "{'Effect':'Allow','Principal':'*','Action':'sts:*'}";
          default -> Fixtures.deny("'*'", "s3:*");
        };
    String policy = "{'Version':'2012-10-17','Id':'','Statement':" + statement + "}";
    String longest =
        policy.replace("'Id':''", "'Id':'" + "x".repeat(limit - policy.length()) + "'");
    parse(kind, longest);
    assertThat(refused(kind, longest.replace("'Id':'", "'Id':'x")).reason())
        .isEqualTo(Reason.TOO_LARGE);
    String spaced = longest + " ";
    if (ignoresWhiteSpace) {
      parse(kind, spaced);
    } else {
      assertThat(refused(kind, spaced).reason()).isEqualTo(Reason.TOO_LARGE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "INVALID_VERSION | {'Statement':{'Effect':'Deny','Principal':'*',REST}}",
        "INVALID_VERSION |"
            + " {'Version':'2008-10-17','Statement':{'Effect':'Deny','Principal':'*',REST}}",
        "INVALID_EFFECT |"
            + " {'Version':'2012-10-17','Statement':{'Effect':'Allow','Principal':'*',REST}}",
        "UNKNOWN_FIELD | {'Version':'2012-10-17','Statement':"
            + "{'Effect':'Deny','Principal':'*','NotAction':'s3:*','Resource':'*'}}",
        "INVALID_PRINCIPAL | {'Version':'2012-10-17','Statement':"
            + "{'Effect':'Deny','Principal':{'AWS':'111122223333'},REST}}",
        "PRINCIPAL_NOT_ALLOWED | {'Version':'2012-10-17','Statement':"
            + "{'Effect':'Deny','NotPrincipal':'*',REST}}",
      })
  void aResourceControlPolicyDeniesEveryoneListedActions(Reason reason, String json) {
    assertThat(refused(PolicyKind.RESOURCE_CONTROL, json.replace("REST", REST)).reason())
        .isEqualTo(reason);
  }

  @Test
  void aServiceControlPolicyNamesNoPrincipalsAndTheNewestVersion() {
    String statement = "'Statement':{'Effect':'Deny'," + REST + "}}";
    parse(PolicyKind.SERVICE_CONTROL, "{'Version':'2012-10-17'," + statement);
    assertThat(refused(PolicyKind.SERVICE_CONTROL, "{" + statement).reason())
        .isEqualTo(Reason.INVALID_VERSION);
    String named = "{'Version':'2012-10-17'," + statement.replace("{'E", "{'Principal':'*','E");
    assertThat(refused(PolicyKind.SERVICE_CONTROL, named).reason())
        .isEqualTo(Reason.PRINCIPAL_NOT_ALLOWED);
  }

  @Test
  void aBucketPolicyStartsWithABrace() {
    String policy = "{'Statement':{'Effect':'Allow','Principal':'*'," + REST + "}}";
    assertThat(refused(PolicyKind.BUCKET, "\n" + policy).reason()).isEqualTo(Reason.INVALID_JSON);
    parse(PolicyKind.KEY, "\n" + policy);
  }

  @Test
  void charactersBeyondLatin1AreRefused() {
    String policy = "{'Id':'snow ☃','Statement':{'Effect':'Allow'," + REST + "}}";
    assertThat(refused(PolicyKind.IDENTITY, policy).reason()).isEqualTo(Reason.INVALID_CHARACTER);
  }

  @Test
  void escapesDoNotHideACharacter() {
    String policy = "{'Id':'\\u2603','Statement':{'Effect':'Allow'," + REST + "}}";
    assertThat(refused(PolicyKind.IDENTITY, policy).reason()).isEqualTo(Reason.INVALID_CHARACTER);
    String key = "{'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':";
    String snow = key + "'arn:aws:s3:::b/\\u2603'}}";
    parse(PolicyKind.BUCKET, snow);
    assertThat(refused(PolicyKind.BUCKET, snow.replace("2603", "FFFF")).reason())
        .isEqualTo(Reason.INVALID_CHARACTER);
  }

  @Test
  void aLongPrincipalIsRefusedNotOverflowing() {
    for (String type : new String[] {"AWS", "Service", "Federated"}) {
      String principal = "{'" + type + "':'" + "a.".repeat(9_000) + "!'}";
      String json = "{'Statement':{'Effect':'Allow','Principal':" + principal + "," + REST + "}}";
      assertThat(refused(PolicyKind.KEY, json).reason()).isEqualTo(Reason.INVALID_PRINCIPAL);
    }
  }

  @Test
  void endlessNestingIsRefusedNotOverflowing() {
    String deep = "{'Statement':" + "[".repeat(30_000);
    assertThat(refused(PolicyKind.KEY, deep).reason()).isEqualTo(Reason.INVALID_JSON);
  }

  private static MalformedPolicyException refused(PolicyKind kind, String json) {
    MalformedPolicyException problem =
        catchThrowableOfType(
            MalformedPolicyException.class,
            () -> PolicyDocument.parse(json.replace('\'', '"'), kind));
    assertThat(problem).as("%s is refused", json).isNotNull();
    return problem;
  }
}
