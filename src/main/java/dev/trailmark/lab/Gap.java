package dev.trailmark.lab;

import java.util.Optional;

/**
 * Why something that was done may not be in the logs: task 2 left out what would have recorded it.
 * What is not recorded cannot be seen afterwards, so it has to be done again.
 *
 * @param cause the part of task 2, as in "blocked by"
 * @param why what is amiss, as a person reads it
 * @param hint what to do about it
 */
record Gap(String cause, String why, String hint) {

  /** What a check looks for in the logs. */
  enum Sought {
    /** Any log file. */
    FILES,
    /** A management event, such as the use of a key. */
    MANAGEMENT,
    /** A data event of the bucket's objects. */
    DATA
  }

  /**
   * The first gap that hides what is sought.
   *
   * @param logging whether the trail is recording; empty when that is not known
   * @param deliveryError why the last delivery failed; empty when it did not
   * @param selectors what the trail records; empty when that is not known
   */
  static Optional<Gap> hiding(
      Sought sought,
      Optional<Boolean> logging,
      String deliveryError,
      Optional<SelectorFacts> selectors) {
    if (logging.filter(on -> !on).isPresent()) {
      return Optional.of(
          new Gap(
              "task 2's logging",
              "the trail's logging is off",
              "start the trail's logging, then do this again"));
    }
    if (!deliveryError.isEmpty()) {
      return Optional.of(
          new Gap(
              "task 2's delivery",
              "the trail's last delivery failed: " + deliveryError,
              "let CloudTrail write into the bucket: the bucket's policy has to allow it and, where"
                  + " the bucket encrypts under a KMS key, that key's policy; then do this again"));
    }
    return switch (sought) {
      case FILES -> Optional.empty();
      case MANAGEMENT ->
          selectors
              .filter(facts -> !facts.management())
              .map(
                  facts ->
                      new Gap(
                          "task 2's management events",
                          "the trail does not record all management events",
                          "select Management events with Read and Write, exclude nothing, then do"
                              + " this again"));
      case DATA ->
          selectors
              .filter(facts -> !facts.s3Data())
              .map(
                  facts ->
                      new Gap(
                          "task 2's data events",
                          "the trail does not record reads and writes of the bucket's objects",
                          "select Data events for S3 with Read and Write, then do this again"));
    };
  }
}
