package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Endpoint;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.S3Family;
import dev.trailmark.cloud.s3.access.S3Access;
import java.util.ArrayList;
import java.util.List;

/** The configurations of buckets that are kept and need no upkeep. */
public final class BucketConfigurations implements S3Family {
  private final DocumentCodec codec;

  /** The family, which keeps its documents by that codec. */
  public BucketConfigurations(DocumentCodec codec) {
    this.codec = codec;
  }

  @Override
  public List<Operation<?, ?>> operations(S3Access access) {
    List<Operation<?, ?>> rows = new ArrayList<>();
    rows.addAll(BucketTags.rows(access, codec));
    rows.addAll(Acceleration.rows(access, codec));
    rows.addAll(RequestPayment.rows(access, codec));
    rows.addAll(TagAccess.rows(access, codec));
    rows.addAll(Analytics.rows(access, codec));
    rows.addAll(Inventories.rows(access, codec));
    rows.addAll(RequestMetrics.rows(access, codec));
    rows.addAll(Tierings.rows(access, codec));
    rows.addAll(Notifications.rows(access, codec));
    rows.addAll(Replication.rows(access, codec));
    return rows;
  }

  @Override
  public void admit(Call call, String operation, String bucket, Endpoint endpoint) {
    if (Acceleration.isOperation(operation)) {
      Acceleration.requireRegion(call, bucket);
    }
    if (endpoint.accelerated()) {
      new AcceleratedEndpoint(codec).require(call, operation, bucket, endpoint.namesBucket());
    }
  }
}
