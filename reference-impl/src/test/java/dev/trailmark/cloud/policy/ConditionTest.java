package dev.trailmark.cloud.policy;

import static dev.trailmark.cloud.policy.Fixtures.identity;
import static dev.trailmark.cloud.policy.Fixtures.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One table: a condition, the context values of {@code aws:k} it holds for, and some it fails. */
class ConditionTest {

  /** In the table: the key is absent. */
  private static final String ABSENT = "-";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // operator and values | holds for | fails for; several cases apart by ';', values by ','
        "'StringEquals':{'aws:k':['a','b']} | a;b | c;A;ab;-",
        "'StringEquals':{'aws:k':'a*'} | a* | ab",
        "'StringNotEquals':{'aws:k':['a','b']} | c;A;- | a;b",
        "'StringEqualsIgnoreCase':{'aws:k':'aB'} | ab;AB | a;-",
        "'StringNotEqualsIgnoreCase':{'aws:k':'aB'} | a;- | ab;AB",
        "'StringLike':{'aws:k':['a*','?z']} | a;abc;yz | A;z;-",
        "'StringNotLike':{'aws:k':'a*'} | b;- | a;abc",
        "'NumericEquals':{'aws:k':5} | 5;5.0 | 6;five;-",
        "'NumericNotEquals':{'aws:k':'5'} | 6;- | 5;5.00",
        "'NumericLessThan':{'aws:k':'5'} | 4;-1;4.99 | 5;6;x;-",
        "'NumericLessThanEquals':{'aws:k':'5'} | 4;5 | 6;-",
        "'NumericGreaterThan':{'aws:k':'5'} | 6;5.01 | 5;4;-",
        "'NumericGreaterThanEquals':{'aws:k':'5'} | 5;6 | 4;-",
        "'DateEquals':{'aws:k':'2026-01-01T00:00:00Z'} | 2026-01-01;1767225600;"
            + "2026-01-01T01:00:00+01:00;2026-01-01T00:00:00 | 2026-01-02;x;-",
        "'DateNotEquals':{'aws:k':'2026-01-01'} | 2026-01-02;- | 2026-01-01T00:00:00Z",
        "'DateLessThan':{'aws:k':'2026-01-01'} | 2025-12-31T23:59:59Z | 2026-01-01;-",
        "'DateLessThanEquals':{'aws:k':1767225600} | 2026-01-01 | 2026-01-02;-",
        "'DateGreaterThan':{'aws:k':'2026-01-01'} | 2026-01-01T00:00:00.001Z | 2026-01-01;-",
        "'DateGreaterThanEquals':{'aws:k':'2026-01-01'} | 2026-01-01 | 2025-12-31;-",
        "'Bool':{'aws:k':true} | true;True | false;x;-",
        "'Bool':{'aws:k':'false'} | false | true;-",
        "'BinaryEquals':{'aws:k':'QmluYXJ5'} | QmluYXJ5 | Qm8=;%;-",
        "'IpAddress':{'aws:k':['10.0.0.0/8','192.0.2.1']} | 10.9.8.7;192.0.2.1 |"
            + " 11.0.0.1;192.0.2.2;2001:db8::1;x;-",
        "'IpAddress':{'aws:k':'10.1.128.0/17'} | 10.1.129.3;10.1.255.255 | 10.1.127.255;10.2.128.1",
        "'IpAddress':{'aws:k':'0.0.0.0/0'} | 203.0.113.9 | 2001:db8::1;-",
        "'IpAddress':{'aws:k':'2001:db8::/33'} | 2001:db8::1;2001:DB8:7fff::1 |"
            + " 2001:db8:8000::1;10.0.0.1;::z",
        "'NotIpAddress':{'aws:k':'10.0.0.0/8'} | 11.0.0.1;- | 10.0.0.1",
        "'ArnLike':{'aws:k':'arn:aws:iam::*:role/*'} | arn:aws:iam::1:role/a/b:c |"
            + " arn:aws:iam::1:user/a;arn:aws:iam:x:y:1:role/a;arn;-",
        "'ArnEquals':{'aws:k':'arn:aws:s3:::b*'} | arn:aws:s3:::bucket | arn:aws:s3:::c;-",
        "'ArnLike':{'aws:k':'*'} | arn:aws:s3:::b | text;-",
        "'ArnLike':{'aws:k':'arn:*'} | `` | arn:aws:s3:::b",
        "'ArnNotLike':{'aws:k':'arn:aws:s3:::b*'} | arn:aws:s3:::c;- | arn:aws:s3:::b",
        "'ArnNotEquals':{'aws:k':'arn:aws:s3:::b*'} | arn:aws:s3:::c;- | arn:aws:s3:::b",
        "'Null':{'aws:k':'true'} | - | a",
        "'Null':{'aws:k':false} | a | -",
        "'StringEqualsIfExists':{'aws:k':'a'} | a;- | b",
        "'BoolIfExists':{'aws:k':'true'} | true;- | false",
        "'IpAddressIfExists':{'aws:k':'10.0.0.0/8'} | 10.0.0.1;- | 11.0.0.1",
        "'StringNotEqualsIfExists':{'aws:k':'a'} | b;- | a",
        "'ForAllValues:StringEquals':{'aws:k':['a','b']} | a;a,b;- | a,c;c",
        "'ForAllValues:StringNotEquals':{'aws:k':['a','b']} | c;c,d;- | a,c;a",
        "'ForAnyValue:StringEquals':{'aws:k':['a','b']} | a;a,c | c;-",
        "'ForAnyValue:StringEqualsIfExists':{'aws:k':'a'} | a;- | b",
        "'ForAnyValue:StringNotEquals':{'aws:k':'a'} | b;a,b | a;-",
        "'ForAnyValue:StringLike':{'aws:k':'a*'} | x,ab | x,y;-",
        "'StringEquals':{'AWS:K':'a'} | a | b",
        "'StringEquals':{'aws:k':'a'},'StringNotEquals':{'aws:k':'b'} | a | b;c",
        "'StringLike':{'aws:k':'a*','AWS:K':'*z'} | az;abz | ab;z",
        "'StringEquals':{'aws:k':[]} | `` | a;-",
      })
  void aConditionHoldsAndFails(String condition, String holdsFor, String failsFor) {
    PolicyDocument policy = withCondition(condition);
    for (String values : holdsFor.isEmpty() ? new String[0] : holdsFor.split(";")) {
      assertThat(allows(policy, context(values))).as("%s holds for %s", condition, values).isTrue();
    }
    for (String values : failsFor.split(";")) {
      assertThat(allows(policy, context(values)))
          .as("%s fails for %s", condition, values)
          .isFalse();
    }
  }

  @Test
  void anEmptyListOfValuesCountsAsMissing() {
    PolicyDocument absent = withCondition("'Null':{'aws:k':'true'}");
    assertThat(allows(absent, new ContextValues().put("aws:k"))).isTrue();
    assertThat(allows(absent, new ContextValues().put("aws:k", "x"))).isFalse();
  }

  @Test
  void aKeyWithSeveralValuesAndNoSetOperatorRefusesOnOneListedValue() {
    PolicyDocument not = withCondition("'StringNotEquals':{'aws:k':'a'}");
    assertThat(allows(not, new ContextValues().put("aws:k", "b", "c"))).isTrue();
    assertThat(allows(not, new ContextValues().put("aws:k", "b", "a"))).isFalse();
  }

  private static PolicyDocument withCondition(String condition) {
    return identity(
        "{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{" + condition + "}}");
  }

  private static ContextValues context(String values) {
    ContextValues context = new ContextValues();
    return values.equals(ABSENT) ? context : context.put("aws:k", values.split(","));
  }

  private static boolean allows(PolicyDocument policy, RequestContext context) {
    AccessRequest request = new AccessRequest(user(), "s3:GetObject", "*", null, context);
    return PolicyEngine.decide(request, PolicySet.identityOnly(List.of(policy))).allowed();
  }
}
