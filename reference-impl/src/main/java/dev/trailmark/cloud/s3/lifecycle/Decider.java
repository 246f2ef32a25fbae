package dev.trailmark.cloud.s3.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is due for the versions of one key: a function of the rules, the versions and the time
 * alone. Going for good comes before a move, and a move before a delete marker.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html">Lifecycle
 *     configuration elements</a>
 */
final class Decider {
  private static final long SMALL = 128 * 1024;
  private static final Set<String> GLACIER = Set.of("GLACIER", "DEEP_ARCHIVE");

  /** From the class that costs most to keep to the one that costs least; moves lead down only. */
  private static final List<String> CLASSES =
      List.of(
          "STANDARD",
          "REDUCED_REDUNDANCY",
          "STANDARD_IA",
          "INTELLIGENT_TIERING",
          "ONEZONE_IA",
          "GLACIER_IR",
          "GLACIER",
          "DEEP_ARCHIVE");

  private final Rules rules;
  private final boolean versioned;
  private final Instant now;

  /**
   * For a bucket at a time.
   *
   * @param versioned whether deleting leaves a delete marker
   */
  Decider(Rules rules, boolean versioned, Instant now) {
    this.rules = rules;
    this.versioned = versioned;
    this.now = now;
  }

  /**
   * What is due for a key.
   *
   * @param versions all of them, the newest first
   */
  List<Action> decide(String key, List<Stored> versions) {
    List<Action> due = new ArrayList<>();
    if (versions.isEmpty()) {
      return due;
    }
    Stored newest = versions.get(0);
    if (newest.marker()) {
      if (versions.size() == 1 && coversNothing(key, newest)) {
        due.add(new Action(Action.Kind.REMOVE, newest.versionId(), null));
      }
    } else {
      current(key, newest, due);
    }
    for (int i = 1; i < versions.size(); i++) {
      noncurrent(key, versions.get(i), versions.get(i - 1).modifiedAt(), i - 1, due);
    }
    return due;
  }

  private boolean coversNothing(String key, Stored marker) {
    for (Rule rule : rules.rules()) {
      boolean old = rule.expiry() != null && isPast(rule.expiry().after(marker.modifiedAt()));
      if ((rule.markers() || old) && rule.filter().matchesMarker(key)) {
        return true;
      }
    }
    return false;
  }

  private void current(String key, Stored object, List<Action> due) {
    boolean expires = false;
    String target = null;
    for (Rule rule : rules.rules()) {
      if (!matches(rule, key, object)) {
        continue;
      }
      expires |= rule.expiry() != null && isPast(rule.expiry().after(object.modifiedAt()));
      for (Rule.Move move : rule.moves()) {
        if (isPast(move.when().after(object.modifiedAt()))) {
          target = further(rule, object, target, move.storageClass());
        }
      }
    }
    if (target != null && !(expires && !versioned)) {
      due.add(new Action(Action.Kind.MOVE, object.versionId(), target));
    }
    if (expires) {
      due.add(new Action(Action.Kind.EXPIRE, object.versionId(), null));
    }
  }

  private void noncurrent(String key, Stored version, Instant since, int newer, List<Action> due) {
    String target = null;
    for (Rule rule : rules.rules()) {
      if (!matches(rule, key, version)) {
        continue;
      }
      if (rule.noncurrentDays() != null
          && newer >= rule.newerKept()
          && isPast(Rule.due(since, rule.noncurrentDays()))) {
        due.add(new Action(Action.Kind.REMOVE, version.versionId(), null));
        return;
      }
      for (Rule.NoncurrentMove move : rule.noncurrentMoves()) {
        if (newer >= move.newerKept() && isPast(Rule.due(since, move.days()))) {
          target = further(rule, version, target, move.storageClass());
        }
      }
    }
    if (target != null) {
      due.add(new Action(Action.Kind.MOVE, version.versionId(), target));
    }
  }

  private static boolean matches(Rule rule, String key, Stored version) {
    return version.marker()
        ? rule.filter().matchesMarker(key)
        : rule.filter().matches(key, version.size(), version.tags());
  }

  /** The lower of two targets, if the version may go there at all. */
  private String further(Rule rule, Stored version, String target, String storageClass) {
    boolean down =
        !version.marker()
            && CLASSES.indexOf(storageClass)
                > CLASSES.indexOf(target == null ? version.storageClass() : target);
    return down && mayMove(rule, version, storageClass) ? storageClass : target;
  }

  /** Small objects stay, unless the rule's own filter speaks of sizes. */
  private boolean mayMove(Rule rule, Stored version, String storageClass) {
    if (version.size() >= SMALL || rule.filter().bySize()) {
      return true;
    }
    return rules.minimumSize().equals(Rules.BY_CLASS) && GLACIER.contains(storageClass);
  }

  private boolean isPast(Instant due) {
    return !due.isAfter(now);
  }
}
