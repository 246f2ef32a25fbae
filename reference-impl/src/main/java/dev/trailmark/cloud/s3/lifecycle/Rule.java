package dev.trailmark.cloud.s3.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;

/**
 * An enabled rule.
 *
 * @param id its id
 * @param expiry when current objects expire; {@code null} for never
 * @param markers whether delete markers go that nothing is left under
 * @param noncurrentDays how long versions are kept once something newer is there; {@code null} for
 *     ever
 * @param newerKept how many newer noncurrent versions there must be before one goes
 * @param moves to which storage classes current objects go
 * @param noncurrentMoves to which storage classes noncurrent versions go
 * @param abortDays how long uploads may take; {@code null} for ever
 */
record Rule(
    String id,
    RuleFilter filter,
    When expiry,
    boolean markers,
    Integer noncurrentDays,
    int newerKept,
    List<Move> moves,
    List<NoncurrentMove> noncurrentMoves,
    Integer abortDays) {

  /**
   * A number of days after something, or a date: one of them.
   *
   * @param date midnight UTC
   */
  record When(Integer days, Instant date) {

    /** When that is, for something of that time. */
    Instant after(Instant time) {
      return date == null ? due(time, days) : date;
    }
  }

  /** A transition of current objects. */
  record Move(When when, String storageClass) {}

  /** A transition of noncurrent versions. */
  record NoncurrentMove(int days, int newerKept, String storageClass) {}

  /** That many days later, rounded up to the next midnight UTC. */
  static Instant due(Instant time, int days) {
    return time.plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
  }

  /** Whether it aborts uploads for that key. */
  boolean aborts(String key) {
    return abortDays != null && key.startsWith(filter.prefix());
  }

  static Rule of(LifecycleRule sent) {
    LifecycleExpiration expiration = sent.expiration();
    NoncurrentVersionExpiration noncurrent = sent.noncurrentVersionExpiration();
    boolean timed = expiration != null && (expiration.days() != null || expiration.date() != null);
    return new Rule(
        sent.id(),
        RuleFilter.of(sent),
        timed ? new When(expiration.days(), expiration.date()) : null,
        expiration != null && Boolean.TRUE.equals(expiration.expiredObjectDeleteMarker()),
        noncurrent == null ? null : noncurrent.noncurrentDays(),
        noncurrent == null ? 0 : number(noncurrent.newerNoncurrentVersions()),
        sent.transitions().stream()
            .map(t -> new Move(new When(t.days(), t.date()), t.storageClassAsString()))
            .toList(),
        sent.noncurrentVersionTransitions().stream()
            .map(
                t ->
                    new NoncurrentMove(
                        t.noncurrentDays(),
                        number(t.newerNoncurrentVersions()),
                        t.storageClassAsString()))
            .toList(),
        sent.abortIncompleteMultipartUpload() == null
            ? null
            : sent.abortIncompleteMultipartUpload().daysAfterInitiation());
  }

  private static int number(Integer sent) {
    return sent == null ? 0 : sent;
  }
}
