package dev.trailmark.cloud.cloudtrail.insight;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who and what some calls are due to: how many of them each identity made, each user agent, and how
 * many ended with each error. Of each at most {@value #MOST_VALUES} values are counted, so that
 * memory stays bounded whatever callers send.
 *
 * @param identities calls by the ARN of the caller, of role sessions that of the role
 * @param agents calls by user agent
 * @param errors calls by error code, {@value #NO_ERROR} for those that succeeded
 */
public record Attributes(
    Map<String, Long> identities, Map<String, Long> agents, Map<String, Long> errors) {
  /** The error code of calls that succeeded, as insights write it. */
  public static final String NO_ERROR = "null";

  /** None. */
  public static final Attributes NONE = new Attributes(Map.of(), Map.of(), Map.of());

  private static final int MOST_VALUES = 64;
  private static final int MOST_SHOWN = 5;

  /** Copies. */
  public Attributes {
    identities = Map.copyOf(identities);
    agents = Map.copyOf(agents);
    errors = Map.copyOf(errors);
  }

  /** With one more call. */
  public Attributes with(ApiCall call) {
    return new Attributes(
        sum(identities, single(call.identity())),
        sum(agents, single(call.agent())),
        sum(errors, single(call.errorCode() == null ? NO_ERROR : call.errorCode())));
  }

  private static Map<String, Long> single(String value) {
    return value == null ? Map.of() : Map.of(value, 1L);
  }

  /** Both together. */
  public Attributes with(Attributes more) {
    return new Attributes(
        sum(identities, more.identities), sum(agents, more.agents), sum(errors, more.errors));
  }

  private static Map<String, Long> sum(Map<String, Long> some, Map<String, Long> more) {
    Map<String, Long> all = new HashMap<>(some);
    more.entrySet().stream()
        .sorted(LARGEST)
        .filter(each -> all.containsKey(each.getKey()) || all.size() < MOST_VALUES)
        .forEach(each -> all.merge(each.getKey(), each.getValue(), Long::sum));
    return all;
  }

  private static final Comparator<Map.Entry<String, Long>> LARGEST =
      Map.Entry.<String, Long>comparingByValue()
          .reversed()
          .thenComparing(Map.Entry.comparingByKey());

  /**
   * A value and how often a minute it occurred.
   *
   * @param value such as an ARN
   * @param average per minute
   */
  public record Share(String value, double average) {}

  /**
   * The five that occurred most, the most frequent first.
   *
   * @param counts one of the three
   * @param minutes over how many minutes they were counted
   */
  static List<Share> top(Map<String, Long> counts, long minutes) {
    return counts.entrySet().stream()
        .sorted(LARGEST)
        .limit(MOST_SHOWN)
        .map(each -> new Share(each.getKey(), (double) each.getValue() / minutes))
        .toList();
  }
}
