package dev.trailmark.cloud.s3.replication;

import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.s3.access.RequesterPays;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.util.List;
import java.util.function.BiPredicate;

/** Buckets that replicas go to. */
final class Destinations {
  private Destinations() {}

  /**
   * Whether there is such a bucket, of the account that the rule hands replicas to. A bucket of
   * another account than the source's must not be one whose visitors pay.
   *
   * @param bucket {@code null} for none
   */
  static boolean accepts(State state, BucketRecord source, BucketRecord bucket, Rule rule) {
    return bucket != null
        && BucketRecord.ENABLED.equals(bucket.versioning())
        && (bucket.ownerAccount().equals(source.ownerAccount())
            || !RequesterPays.isOn(state, bucket))
        && (!rule.terms().owner() || bucket.ownerAccount().equals(rule.account()));
  }

  /**
   * Changes the destination, unless it has become another bucket or keeps versions no more.
   *
   * @param change says whether it could be made
   * @return whether it was made
   */
  static boolean change(
      Upkeep.Surroundings surroundings,
      Replicas.Side to,
      BiPredicate<Transaction, BucketRecord> change) {
    boolean[] made = {false};
    surroundings.change(
        S3Kinds.scope(to.bucket().name()),
        tx -> {
          BucketRecord now = tx.get(S3Kinds.BUCKET, to.bucket().name());
          boolean same =
              now != null
                  && now.createdAt().equals(to.bucket().createdAt())
                  && BucketRecord.ENABLED.equals(now.versioning());
          made[0] = same && change.test(tx, now);
          return List.of();
        });
    return made[0];
  }
}
