package dev.trailmark.cloud.s3.replication;

import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.s3.model.BucketRecord;

/**
 * What replicates some of a bucket's versions.
 *
 * @param source {@code null} when the bucket is gone
 * @param rules {@code null} when its replication is
 * @param session {@code null} where the role cannot be assumed, so that nothing can be done
 */
record Round(
    Replicas replicas,
    Upkeep.Surroundings surroundings,
    BucketRecord source,
    Rules rules,
    RoleSession session) {}
