package dev.trailmark.cloud.kms.access;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What requests of an operation bring for grants.
 *
 * @param tokens the grant tokens of a request; may give {@code null}
 * @param context its encryption context; may give {@code null}
 */
public record GrantTerms<I>(
    Function<I, List<String>> tokens, Function<I, Map<String, String>> context) {

  /** Operations without tokens and encryption context. */
  static <I> GrantTerms<I> none() {
    return new GrantTerms<>(request -> null, request -> null);
  }

  /** Operations with tokens alone. */
  public static <I> GrantTerms<I> tokens(Function<I, List<String>> tokens) {
    return new GrantTerms<>(tokens, request -> null);
  }

  /** The same with an encryption context. */
  public GrantTerms<I> under(Function<I, Map<String, String>> newContext) {
    return new GrantTerms<>(tokens, newContext);
  }
}
