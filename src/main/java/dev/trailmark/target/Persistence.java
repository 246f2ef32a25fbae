package dev.trailmark.target;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Makes a throttled call again for longer than the SDK does. The SDK gives up after a few attempts
 * within seconds; a class that is graded at once, or scenarios that run side by side, meet
 * CloudTrail's single {@code CreateTrail} a second for longer than that, and being slowed down says
 * nothing about what was asked.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html">Quotas
 *     in AWS CloudTrail</a>
 */
final class Persistence {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Duration limit;
  private final Duration pause;

  /** Persists for as long as a throttled burst may reasonably last. */
  Persistence() {
    this(LIMIT, PAUSE);
  }

  Persistence(Duration limit, Duration pause) {
    this.limit = limit;
    this.pause = pause;
  }

  /**
   * What the call answers once it is no longer throttled.
   *
   * @throws SdkServiceException the last throttling when the limit is over, and at once whatever
   *     else the call throws
   */
  <T> T answer(Supplier<T> call) {
    AtomicReference<SdkServiceException> throttling = new AtomicReference<>();
    AtomicReference<T> answer = new AtomicReference<>();
    if (answered(call, answer, throttling)) {
      return answer.get();
    }
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(pause)
          .pollInterval(pause)
          .atMost(limit)
          .until(() -> answered(call, answer, throttling));
    } catch (ConditionTimeoutException e) {
      throw throttling.get();
    }
    return answer.get();
  }

  private static <T> boolean answered(
      Supplier<T> call,
      AtomicReference<T> answer,
      AtomicReference<SdkServiceException> throttling) {
    try {
      answer.set(call.get());
      return true;
    } catch (SdkServiceException e) {
      if (!e.isThrottlingException()) {
        throw e;
      }
      throttling.set(e);
      return false;
    }
  }
}
