package dev.trailmark.cloud.cloudtrail.insight;

/**
 * What is counted by itself: the calls of an API, or those of its calls that failed in one way. The
 * rate of calls is that of management APIs that change something; the rate of errors is that of
 * all.
 *
 * @param source the event source, such as {@code kms.amazonaws.com}
 * @param name the event name, such as {@code CreateKey}
 * @param readOnly whether its calls cannot change anything
 * @param errorCode the error; {@code null} for calls
 */
public record Series(String source, String name, boolean readOnly, String errorCode) {
  /** Unusually many calls. */
  public static final String CALL_RATE = "ApiCallRateInsight";

  /** Unusually many errors of one kind. */
  public static final String ERROR_RATE = "ApiErrorRateInsight";

  private static final String CALLS = "-";

  /** The type of its insights. */
  public String type() {
    return errorCode == null ? CALL_RATE : ERROR_RATE;
  }

  /** Its part of keys; no part of it has a slash. */
  public String key() {
    return part(source) + "/" + part(name) + "/" + (errorCode == null ? CALLS : part(errorCode));
  }

  private static String part(String text) {
    return text.replace('/', '_');
  }
}
