package dev.trailmark.cloud.s3.model;

/**
 * What a version of an object is to replication. A version without a mark is no replica, and no
 * rule applied to it when it was written.
 *
 * @param status as {@code x-amz-replication-status} shows it
 * @param replica whether S3 made it as another version's replica
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-status.html"
 *     >Getting replication status information</a>
 */
public record ReplicationMark(String status, boolean replica) {
  private static final String IN_PROGRESS = "PENDING";
  private static final String REFUSED = "FAILED";

  /** A replica that differs in nothing from what it is a replica of, as far as S3 knows. */
  public static final ReplicationMark REPLICA = new ReplicationMark("REPLICA", true);

  /** A version that rules apply to. */
  public static final ReplicationMark PENDING = new ReplicationMark(IN_PROGRESS, false);

  /** The same while something of it has to be replicated. */
  public ReplicationMark pending() {
    return new ReplicationMark(IN_PROGRESS, replica);
  }

  /** The same once that is over. */
  public ReplicationMark ended(boolean everywhere) {
    if (!everywhere) {
      return new ReplicationMark(REFUSED, replica);
    }
    return replica ? REPLICA : new ReplicationMark("COMPLETED", false);
  }

  /** Whether replication has not come to a good end. */
  boolean isOpen() {
    return status.equals(IN_PROGRESS) || status.equals(REFUSED);
  }
}
