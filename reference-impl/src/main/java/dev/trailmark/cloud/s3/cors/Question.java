package dev.trailmark.cloud.s3.cors;

import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.WireRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.s3.model.CORSRule;

/**
 * What a page of another origin wants, in a preflight or in the request itself. S3 takes {@code
 * Access-Control-Request-Method} for the method wherever it is sent.
 *
 * @param origin where the page came from
 * @param method the method asked for
 * @param headers the headers asked for, in lower case
 */
record Question(String origin, String method, List<String> headers) {
  private static final String VARY =
      "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

  /** The question; {@code null} when the request names no origin. */
  static Question of(WireRequest request) {
    String origin = request.header("origin");
    if (origin == null || origin.isEmpty()) {
      return null;
    }
    String method = request.header("access-control-request-method");
    String headers = request.header("access-control-request-headers");
    return new Question(
        origin,
        method == null ? request.method() : method,
        headers == null
            ? List.of()
            : Arrays.stream(headers.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList());
  }

  /** Whether a rule names the origin, the method and each header. */
  boolean isAllowedBy(CORSRule rule) {
    return rule.allowedMethods().contains(method)
        && rule.allowedOrigins().stream().anyMatch(pattern -> matches(pattern, origin))
        && headers.stream().allMatch(name -> isAllowed(rule, name));
  }

  private static boolean isAllowed(CORSRule rule, String header) {
    return rule.allowedHeaders().stream()
        .anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), header));
  }

  /** Compares with a pattern that may have one star, which stands for any text. */
  private static boolean matches(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    String end = pattern.substring(star + 1);
    return text.length() >= pattern.length() - 1
        && text.startsWith(pattern.substring(0, star))
        && text.endsWith(end);
  }

  /** Adds what the browser wants to know. Everyone's origin gets no credentials. */
  void answer(CORSRule rule, Headers answer) {
    boolean everyone = rule.allowedOrigins().contains("*");
    answer.set("Access-Control-Allow-Origin", everyone ? "*" : origin);
    answer.set("Access-Control-Allow-Methods", String.join(", ", rule.allowedMethods()));
    if (!headers.isEmpty()) {
      answer.set("Access-Control-Allow-Headers", String.join(", ", headers));
    }
    if (!rule.exposeHeaders().isEmpty()) {
      answer.set("Access-Control-Expose-Headers", String.join(", ", rule.exposeHeaders()));
    }
    if (rule.maxAgeSeconds() != null) {
      answer.set("Access-Control-Max-Age", rule.maxAgeSeconds().toString());
    }
    if (!everyone) {
      answer.set("Access-Control-Allow-Credentials", "true");
    }
    answer.set("Vary", VARY);
  }
}
