package dev.trailmark.cloud.s3.lifecycle;

import java.util.List;
import java.util.Map;

/**
 * The order of a rule's transitions: objects go to colder classes only, and stay in some of them
 * for the time that these are billed for at least.
 *
 * <p>AWS's refusal of less than 90 days between GLACIER and DEEP_ARCHIVE was seen in logs of its
 * users; the 30 days in an infrequent access class are those of its documentation.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html"
 *     >Transitioning objects using Amazon S3 Lifecycle</a>
 */
final class TransitionOrder {
  private static final List<String> COLDER =
      List.of(
          "STANDARD_IA",
          "INTELLIGENT_TIERING",
          "ONEZONE_IA",
          "GLACIER_IR",
          "GLACIER",
          "DEEP_ARCHIVE");

  /** Days. */
  private static final Map<String, Integer> STAYS =
      Map.of("STANDARD_IA", 30, "ONEZONE_IA", 30, "GLACIER_IR", 90, "GLACIER", 90);

  private TransitionOrder() {}

  /**
   * A transition.
   *
   * @param day counted from whatever the other transitions of the rule count from
   * @param sent the day as it was sent
   */
  record Move(String storageClass, long day, Object sent) {
    private int rank() {
      return COLDER.indexOf(storageClass);
    }
  }

  /**
   * Refuses transitions out of order.
   *
   * @param action the element that they are
   * @param name the element that says when
   * @param filter the rule's, as refusals name it
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidArgument
   */
  static void require(List<Move> moves, String action, String name, String filter) {
    for (Move cold : moves) {
      for (Move warm : moves) {
        if (warm.rank() < cold.rank()) {
          require(warm, cold, action, name, filter);
        }
      }
    }
  }

  private static void require(Move warm, Move cold, String action, String name, String filter) {
    long gap = cold.day() - warm.day();
    int stay = STAYS.getOrDefault(warm.storageClass(), 0);
    if (gap <= 0) {
      throw RuleCheck.argument(name, cold.sent())
          .because(
              "'%1$s' in the %2$s action for StorageClass '%3$s' for filter '%5$s' must be greater than '%1$s' in the %2$s action for StorageClass '%4$s' for filter '%5$s'"
                  .formatted(name, action, cold.storageClass(), warm.storageClass(), filter));
    }
    if (gap < stay) {
      throw RuleCheck.argument(name, cold.sent())
          .because(
              "'%s' in the '%s' action for StorageClass '%s' for filter '%s' must be %d days more than 'filter '%s'' in the '%s' action for StorageClass '%s'"
                  .formatted(
                      name,
                      action,
                      cold.storageClass(),
                      filter,
                      stay,
                      filter,
                      action,
                      warm.storageClass()));
    }
  }
}
