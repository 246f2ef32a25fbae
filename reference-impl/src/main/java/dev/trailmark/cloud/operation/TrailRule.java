package dev.trailmark.cloud.operation;

import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * How CloudTrail records an operation: one part of its row. Member names in records are the API's
 * names with a lower-case first letter unless a function says otherwise.
 *
 * @param readOnly {@code readOnly} in the record
 * @param management management event, else data event
 * @param eventName the name that AWS logs; {@code null} for the operation's own
 * @param parameters makes {@code requestParameters}; {@code null}: every member that the caller
 *     sent but the omitted ones
 * @param omitted input members (API names) that are never logged
 * @param response makes {@code responseElements}; {@code null}: every member
 */
public record TrailRule<I, O>(
    boolean readOnly,
    boolean management,
    String eventName,
    BiFunction<Call, I, Map<String, Object>> parameters,
    Set<String> omitted,
    BiFunction<Call, O, Map<String, Object>> response) {

  /** A management event of a call that only reads: its response is not logged. */
  public static <I, O> TrailRule<I, O> read() {
    return new TrailRule<>(true, true, null, null, Set.of(), (call, output) -> null);
  }

  /** A management event of a call that changes something: request and response are logged. */
  public static <I, O> TrailRule<I, O> write() {
    return new TrailRule<>(false, true, null, null, Set.of(), null);
  }

  /** The same as a data event. */
  public TrailRule<I, O> data() {
    return new TrailRule<>(readOnly, false, eventName, parameters, omitted, response);
  }

  /** The same under the name that AWS logs. */
  public TrailRule<I, O> named(String name) {
    return new TrailRule<>(readOnly, management, name, parameters, omitted, response);
  }

  /** Leaves input members (API names) out of the record. */
  public TrailRule<I, O> omitting(String... members) {
    return new TrailRule<>(readOnly, management, eventName, parameters, Set.of(members), response);
  }

  /** Makes {@code requestParameters} by a function, which may return {@code null}. */
  public TrailRule<I, O> parameters(BiFunction<Call, I, Map<String, Object>> function) {
    return new TrailRule<>(readOnly, management, eventName, function, omitted, response);
  }

  /** Logs no response: {@code responseElements} is null. */
  public TrailRule<I, O> withoutResponse() {
    return responding((call, output) -> null);
  }

  /** Makes {@code responseElements} by a function, which may return {@code null}. */
  public TrailRule<I, O> responding(BiFunction<Call, O, Map<String, Object>> function) {
    return new TrailRule<>(readOnly, management, eventName, parameters, omitted, function);
  }
}
