package dev.trailmark.cloud.s3.logging;

import dev.trailmark.cloud.operation.ServiceCalls.Actor;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.store.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.model.BucketLogsPermission;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Lines that wait for delivery. A file is delivered five simulated minutes after its first line, or
 * once it is long, or when the simulator stops. As AWS says of its own logs, delivery is a best
 * effort: what may not be written into the target bucket is dropped.
 */
final class PendingLogs implements Upkeep {
  private static final Duration WAIT = Duration.ofMinutes(5);
  private static final int LONG = 1_000;

  /** More lines than this wait for one file only when delivery is not run at all. */
  private static final int MOST = 20_000;

  private final Map<Place, Batch> batches = new LinkedHashMap<>();

  /** Lines of one target and date go into one file. */
  private record Place(LogTarget target, String date) {}

  /** Lines of one file. */
  private record Batch(Instant since, List<String> lines) {}

  /** Adds a line. */
  synchronized void add(LogTarget target, Instant time, String line) {
    Batch batch =
        batches.computeIfAbsent(
            new Place(target, target.batch(time)), p -> new Batch(time, new ArrayList<>()));
    if (batch.lines().size() < MOST) {
      batch.lines().add(line);
    }
  }

  @Override
  public void run(Surroundings surroundings) {
    Instant now = surroundings.now();
    deliver(
        surroundings,
        batch -> batch.lines().size() >= LONG || !batch.since().plus(WAIT).isAfter(now));
  }

  @Override
  public void finish(Surroundings surroundings) {
    deliver(surroundings, batch -> true);
  }

  private void deliver(Surroundings surroundings, Predicate<Batch> which) {
    taken(which).forEach((place, batch) -> deliver(surroundings, place.target(), batch));
  }

  private synchronized Map<Place, Batch> taken(Predicate<Batch> which) {
    Map<Place, Batch> taken = new LinkedHashMap<>();
    batches.forEach(
        (place, batch) -> {
          if (which.test(batch)) {
            taken.put(place, batch);
          }
        });
    batches.keySet().removeAll(taken.keySet());
    return taken;
  }

  private static void deliver(Surroundings surroundings, LogTarget target, Batch batch) {
    Actor actor =
        new Actor(
            "logging.s3.amazonaws.com",
            target.source().account(),
            target.source().region(),
            BucketRecord.arn(target.source().name()));
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(target.bucket())
            .key(target.key(batch.since(), surroundings.now(), surroundings.ids()))
            .contentType("text/plain");
    grant(surroundings.state(), target, request);
    String text = String.join("\n", batch.lines()) + "\n";
    try {
      surroundings
          .services()
          .asService(
              actor, "s3", "PutObject", request.build(), text.getBytes(StandardCharsets.UTF_8));
    } catch (ServiceException refused) {
      // The target bucket is gone, or its policy does not let logs in.
      return;
    }
  }

  /** Where ACLs still count; the bucket's owner keeps full control. To write means nothing here. */
  private static void grant(State state, LogTarget target, PutObjectRequest.Builder request) {
    BucketRecord bucket = state.get(S3Kinds.BUCKET, target.bucket());
    if (bucket != null && bucket.aclsEnabled() && !target.grants().isEmpty()) {
      request
          .grantFullControl(
              target.granted(BucketLogsPermission.FULL_CONTROL, bucket.acl().ownerId()))
          .grantRead(target.granted(BucketLogsPermission.READ));
    }
  }
}
