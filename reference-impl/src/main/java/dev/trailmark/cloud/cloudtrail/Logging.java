package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.Call;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.StartLoggingRequest;
import software.amazon.awssdk.services.cloudtrail.model.StartLoggingResponse;
import software.amazon.awssdk.services.cloudtrail.model.StopLoggingRequest;
import software.amazon.awssdk.services.cloudtrail.model.StopLoggingResponse;

/** Starting and stopping a trail, and how its delivery fares. */
final class Logging {

  /** Starting twice changes nothing. */
  StartLoggingResponse start(Call call, StartLoggingRequest request) {
    long now = call.history().newest();
    change(
        call,
        request.name(),
        logging -> logging.logging() ? logging : logging.start(call.time(), now));
    return StartLoggingResponse.builder().build();
  }

  /** What was recorded before is still delivered. */
  StopLoggingResponse stop(Call call, StopLoggingRequest request) {
    long now = call.history().newest();
    change(
        call,
        request.name(),
        logging -> logging.logging() ? logging.stop(call.time(), now) : logging);
    return StopLoggingResponse.builder().build();
  }

  private static void change(Call call, String nameOrArn, UnaryOperator<LoggingRecord> transition) {
    call.update(
        Trails.scope(call),
        tx -> {
          String key = TrailLookup.requireHome(call, tx, nameOrArn).key();
          LoggingRecord changed = transition.apply(tx.get(LoggingRecord.KIND, key));
          tx.put(LoggingRecord.KIND, key, changed);
          return changed;
        });
  }

  GetTrailStatusResponse status(Call call, GetTrailStatusRequest request) {
    TrailRecord trail = TrailLookup.require(call, call.state(), request.name());
    LoggingRecord logging = call.state().get(LoggingRecord.KIND, trail.key());
    boolean succeeded = logging.attempted() != null && logging.error() == null;
    return GetTrailStatusResponse.builder()
        .isLogging(logging.logging())
        .latestDeliveryError(logging.error())
        .latestDeliveryTime(logging.delivered())
        .latestDigestDeliveryTime(logging.digested())
        .latestDigestDeliveryError(logging.digestError())
        .startLoggingTime(logging.started())
        .stopLoggingTime(logging.stopped())
        .latestDeliveryAttemptTime(text(logging.attempted()))
        .latestNotificationAttemptTime("")
        .latestNotificationAttemptSucceeded("")
        .latestDeliveryAttemptSucceeded(succeeded ? text(logging.delivered()) : "")
        .timeLoggingStarted(text(logging.started()))
        .timeLoggingStopped(text(logging.stopped()))
        .build();
  }

  private static String text(Instant time) {
    return time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
