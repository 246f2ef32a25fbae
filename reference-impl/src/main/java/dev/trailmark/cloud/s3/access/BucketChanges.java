package dev.trailmark.cloud.s3.access;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import java.util.function.UnaryOperator;

/** Changes of a bucket's settings, one at a time per bucket. */
public final class BucketChanges {
  private BucketChanges() {}

  /** Replaces the bucket's record by what {@code change} makes of it, which may refuse. */
  public static void change(Call call, String bucket, UnaryOperator<BucketRecord> change) {
    call.update(
        S3Kinds.scope(bucket),
        tx -> {
          tx.put(S3Kinds.BUCKET, bucket, change.apply(S3Access.require(tx, bucket)));
          return null;
        });
  }
}
