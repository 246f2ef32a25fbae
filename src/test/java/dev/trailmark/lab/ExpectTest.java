package dev.trailmark.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailmark.target.AwsError;
import dev.trailmark.target.Reply;
import org.junit.jupiter.api.Test;

class ExpectTest {

  @Test
  void aFindingThatHoldsGivesItsValue() {
    assertThat(Expect.present("a key", Finding.witnessed("key", "kms:DescribeKey")))
        .isEqualTo("key");
    assertThat(Expect.present("an answer", Finding.claimed("A", "submission.yaml"))).isEqualTo("A");
  }

  @Test
  void aFailureSaysWhatWasExpectedWhatWasFoundWhereAndWhatToDo() {
    Finding<String> finding = Finding.witnessed("AES256", "s3:HeadObject");

    assertThatThrownBy(() -> Expect.that("aws:kms", finding, "aws:kms"::equals, "upload it again"))
        .isInstanceOf(UnmetExpectation.class)
        .hasMessage(
            """
            Expected: aws:kms
            Found:    AES256
            Where:    s3:HeadObject
            Hint:     upload it again""");
  }

  @Test
  void aFailureNamesTheTaskThatIsToBlame() {
    Finding<String> finding =
        Finding.<String>absent("the logs", "no record", "").because("task 3's encryption");

    UnmetExpectation failure =
        catchThrowableOfType(UnmetExpectation.class, () -> Expect.present("a record", finding));

    assertThat(failure.blockedBy()).contains("task 3's encryption");
    assertThat(failure).hasMessageContaining("Cause:    task 3's encryption");
  }

  @Test
  void aContradictedClaimFailsThoughItsValueWouldDo() {
    Finding<String> claim = Finding.contradicted("key", "submission.yaml", "it is other", "look");

    assertThatThrownBy(() -> Expect.that("key", claim, "key"::equals, ""))
        .isInstanceOf(UnmetExpectation.class)
        .hasMessageContaining("key (it is other)");
  }

  @Test
  void silenceIsIndeterminateAndNotAFailure() {
    Reply<String> silence = new Reply.Unanswered<>("http://host is unreachable; start it");

    assertThatThrownBy(() -> Expect.answered("kms:Encrypt", silence))
        .isInstanceOf(IndeterminateException.class)
        .hasMessage("http://host is unreachable; start it");
    assertThatThrownBy(() -> Expect.refused("a denial", "kms:Encrypt", silence, 400, "X"))
        .isInstanceOf(IndeterminateException.class);
  }

  @Test
  void aRefusalHasToBeTheExpectedOne() {
    Reply<String> refusal = new Reply.Refused<>(new AwsError("AccessDenied", 403, "no"));

    assertThat(Expect.refused("403", "s3:GetObject", refusal, 403, "AccessDenied").message())
        .isEqualTo("no");
    assertThatThrownBy(() -> Expect.refused("400", "s3:GetObject", refusal, 400, "Other"))
        .isInstanceOf(UnmetExpectation.class)
        .hasMessageContaining("403 AccessDenied \"no\"");
    assertThatThrownBy(
            () -> Expect.refused("403", "x", new Reply.Answered<>("fine"), 403, "AccessDenied"))
        .isInstanceOf(UnmetExpectation.class)
        .hasMessageContaining("the call succeeded");
  }
}
