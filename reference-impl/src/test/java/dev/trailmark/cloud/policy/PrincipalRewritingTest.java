package dev.trailmark.cloud.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PrincipalRewritingTest {
  private static final Map<String, String> NAMES =
      Map.of("arn:aws:iam::111122223333:user/ann", "AIDAANN", "AROABOB", "a \"quoted\" name");

  @Test
  void awsPrincipalsChangeAndEveryOtherCharacterStays() {
    assertThat(
            renamed(
                """
                {"Version": "2012-10-17",
                  "Statement" : [ {"Principal":{ "AWS" : "arn:aws:iam::111122223333:user\\/ann" },
                   "Resource":"arn:aws:iam::111122223333:user/ann"},
                  {"NotPrincipal": {"AWS":["*",\t"AROABOB", "arn:aws:iam::111122223333:user/ann"],
                    "Service":"AROABOB"}} ] }
                """))
        .isEqualTo(
            """
            {"Version": "2012-10-17",
              "Statement" : [ {"Principal":{ "AWS" : "AIDAANN" },
               "Resource":"arn:aws:iam::111122223333:user/ann"},
              {"NotPrincipal": {"AWS":["*",\t"a \\"quoted\\" name", "AIDAANN"],
                "Service":"AROABOB"}} ] }
            """);
    assertThat(renamed("{\"Statement\":{\"Principal\":{\"AWS\":\"AROABOB\"}}}"))
        .isEqualTo("{\"Statement\":{\"Principal\":{\"AWS\":\"a \\\"quoted\\\" name\"}}}");
  }

  @Test
  void conditionsAndEveryoneAreNoPrincipals() {
    String policy =
        "{\"Statement\":[{\"Principal\":\"*\",\"Condition\":{\"ArnEquals\":"
            + "{\"aws:PrincipalArn\":\"arn:aws:iam::111122223333:user/ann\"}}}]}";

    assertThat(renamed(policy)).isSameAs(policy);
  }

  @Test
  void anAccountGivenByNumberIsGivenByItsRootUsersArn() {
    assertThat(
            PrincipalRewriting.withRootArns(
                "{\"Statement\":[{\"Principal\":{\"AWS\":[\"111122223333\",\"*\"]}}]}"))
        .isEqualTo(
            "{\"Statement\":[{\"Principal\":{\"AWS\":[\"arn:aws:iam::111122223333:root\",\"*\"]}}]}");
  }

  private static String renamed(String policy) {
    return PrincipalRewriting.rewrite(policy, name -> NAMES.getOrDefault(name, name));
  }
}
