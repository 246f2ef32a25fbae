package dev.trailmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class ExplanationTextTest {
  private static String text(String json) throws JsonProcessingException {
    return new ExplanationText(new JsonMapper().readTree(json.replace('\'', '"'))).text();
  }

  @Test
  void aLimitThatDoesNotAllowEitherIsToldWithWhatIsMissing() throws JsonProcessingException {
    assertThat(
            text(
                """
                {'decision': 'implicitDeny', 'decidedBy': 'identity', 'action': 'kms:Encrypt',
                 'principal': 'P', 'entity': 'E', 'resource': 'R', 'deciding': [], 'policies': [
                  {'kind': 'identity', 'called': 'identity-based policy', 'verdict': 'silent',
                   'count': 2},
                  {'kind': 'boundary', 'called': 'permissions boundary', 'verdict': 'silent',
                   'count': 1}]}
                """))
        .contains("identity-based policy   says nothing that applies")
        .contains("- give E a policy that allows kms:Encrypt on R")
        .contains("- that alone will not do: the permissions boundary has to allow it too");
  }

  @Test
  void whatAllowsWithoutAStatementIsNamed() throws JsonProcessingException {
    assertThat(
            text(
                """
                {'decision': 'allowed', 'decidedBy': 'grant', 'action': 'kms:Decrypt',
                 'principal': 'P', 'entity': 'P', 'resource': 'R', 'deciding': [], 'policies': []}
                """))
        .containsPattern("Allowed by\\R  a grant on R");
  }

  @Test
  void aDenyIsPlacedAndNothingElseIsAdvised() throws JsonProcessingException {
    assertThat(
            text(
                """
                {'decision': 'explicitDeny', 'decidedBy': 'identity', 'action': 's3:GetObject',
                 'principal': 'P', 'entity': 'P', 'resource': 'R', 'policies': [], 'deciding': [
                  {'policy': {'type': 'managed', 'arn': 'arn:p'}, 'number': 3, 'sid': 'No',
                   'text': {'Effect': 'Deny'}}]}
                """))
        .contains("DENIED by a statement")
        .contains("statement 3 \"No\" of the managed policy arn:p")
        .contains("no Allow outweighs it")
        .doesNotContain("give P");
  }
}
