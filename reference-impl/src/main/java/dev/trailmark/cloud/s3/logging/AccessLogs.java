package dev.trailmark.cloud.s3.logging;

import dev.trailmark.cloud.operation.Answered;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.s3.S3Family;
import dev.trailmark.cloud.s3.access.Deed;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.config.Absent;
import dev.trailmark.cloud.s3.config.ConfigurationRows;
import dev.trailmark.cloud.s3.config.Naming;
import dev.trailmark.cloud.s3.config.ReadOnce;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.VersionRecord;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.store.State;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.BucketLoggingStatus;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingResponse;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingResponse;

/**
 * Server access logging.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html">Logging
 *     requests with server access logging</a>
 */
public final class AccessLogs implements S3Family {
  private static final String SUBRESOURCE = "logging";
  private static final Set<String> SIZED =
      Set.of("GetObject", "HeadObject", "PutObject", "CopyObject", "PostObject");

  private final DocumentCodec codec;
  private final ReadOnce<BucketLoggingStatus> statuses;
  private final PendingLogs pending = new PendingLogs();

  /** The family, which keeps its documents by that codec. */
  public AccessLogs(DocumentCodec codec) {
    this.codec = codec;
    this.statuses =
        new ReadOnce<>(
            SUBRESOURCE,
            record ->
                (BucketLoggingStatus) codec.read(record.document(), BucketLoggingStatus.builder()));
  }

  @Override
  public List<Operation<?, ?>> operations(S3Access access) {
    return new ConfigurationRows(access, codec, SUBRESOURCE)
        .put(
            Naming.of("PutBucketLogging"),
            PutBucketLoggingRequest::builder,
            "BucketLoggingStatus",
            LoggingCheck::check,
            PutBucketLoggingResponse.builder().build())
        .get(
            Naming.of("GetBucketLogging"),
            GetBucketLoggingRequest::builder,
            GetBucketLoggingResponse::builder,
            Absent.meaning(BucketLoggingStatus.builder().build()))
        .rows();
  }

  @Override
  public Upkeep upkeep() {
    return pending;
  }

  @Override
  public void answered(Answered answered) {
    Call call = answered.call();
    Logged logged = logged(call.state(), answered.resource());
    if (logged != null) {
      pending.add(
          logged.target(),
          call.time(),
          LogLine.of(logged.bucket(), answered, size(call.state(), answered)));
    }
  }

  @Override
  public void done(Call call, Deed deed) {
    Logged logged = logged(call.state(), deed.bucket());
    if (logged != null) {
      pending.add(logged.target(), call.time(), LogLine.of(logged.bucket(), call, deed));
    }
  }

  /** Adds a line for what S3 has done by itself. */
  public void note(Upkeep.Surroundings surroundings, Deed deed) {
    Logged logged = logged(surroundings.state(), deed.bucket());
    if (logged != null) {
      String line =
          LogLine.of(
              logged.bucket(),
              surroundings.now(),
              surroundings.ids().s3RequestId(),
              surroundings.ids().hostId(),
              deed);
      pending.add(logged.target(), surroundings.now(), line);
    }
  }

  /** A bucket that is logged, and where its logs go. */
  private record Logged(BucketRecord bucket, LogTarget target) {}

  /** The bucket if it is there and logged, else {@code null}. */
  private Logged logged(State state, String name) {
    BucketLoggingStatus status = name == null ? null : statuses.of(state, name);
    boolean enabled = status != null && status.loggingEnabled() != null;
    BucketRecord bucket = enabled ? state.get(S3Kinds.BUCKET, name) : null;
    return bucket == null
        ? null
        : new Logged(bucket, LogTarget.of(bucket, status.loggingEnabled()));
  }

  /** The size of the object that a request read or wrote; negative for none. */
  private static long size(State state, Answered answered) {
    if (answered.error() != null || !SIZED.contains(answered.operation())) {
      return -1;
    }
    String versionId = answered.response().headers().first("x-amz-version-id");
    ObjectRecord object = ObjectRecord.current(state, answered.resource(), answered.key());
    if (versionId != null) {
      VersionRecord version =
          VersionShelf.find(state, answered.resource(), answered.key(), versionId);
      object = version == null ? null : version.object();
    }
    return object == null ? -1 : object.size();
  }
}
