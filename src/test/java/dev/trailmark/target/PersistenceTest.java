package dev.trailmark.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;

class PersistenceTest {

  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void aThrottledCallIsMadeAgainUntilItIsAnswered() {
    Persistence patient = new Persistence(Duration.ofMinutes(1), Duration.ofMillis(1));

    String answer = patient.answer(refusedFor(20, "ThrottlingException"));

    assertThat(answer).isEqualTo("call 21");
  }

  @Test
  void aRefusalIsNoReasonToAskAgain() {
    Persistence patient = new Persistence(Duration.ofMinutes(1), Duration.ofMillis(1));

    assertThatThrownBy(() -> patient.answer(refusedFor(20, "TrailAlreadyExistsException")))
        .isInstanceOf(AwsServiceException.class)
        .hasMessageContaining("TrailAlreadyExistsException");
    assertThat(calls).hasValue(1);
  }

  @Test
  void aTargetThatNeverStopsThrottlingIsGivenUpWithItsOwnWords() {
    Persistence brief = new Persistence(Duration.ofMillis(50), Duration.ofMillis(1));

    assertThatThrownBy(() -> brief.answer(refusedFor(Integer.MAX_VALUE, "ThrottlingException")))
        .isInstanceOf(AwsServiceException.class)
        .hasMessageContaining("ThrottlingException");
    assertThat(calls).hasValueGreaterThan(1);
  }

  private Supplier<String> refusedFor(int times, String code) {
    return () -> {
      int call = calls.incrementAndGet();
      if (call > times) {
        return "call " + call;
      }
      throw CloudTrailException.builder()
          .statusCode(400)
          .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code).build())
          .build();
    };
  }
}
