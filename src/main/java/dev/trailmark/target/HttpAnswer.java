package dev.trailmark.target;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A raw HTTP answer, its body bounded.
 *
 * @param status the HTTP status
 * @param headers by lower-case name
 * @param body at most the first MiB
 */
public record HttpAnswer(int status, Map<String, List<String>> headers, byte[] body) {

  private static final Pattern JSON_CODE = Pattern.compile("\"__type\"\\s*:\\s*\"([^\"]*)\"");
  private static final Pattern JSON_MESSAGE =
      Pattern.compile("\"[mM]essage\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** The error code of an XML or JSON error body; empty when there is none. */
  public String code() {
    String code = element("Code").orElseGet(() -> find(JSON_CODE));
    return code.substring(code.indexOf('#') + 1);
  }

  /** The message of an XML or JSON error body; empty when there is none. */
  public String message() {
    return element("Message").orElseGet(() -> find(JSON_MESSAGE));
  }

  /** The text of the first XML element of that name. */
  public Optional<String> element(String name) {
    Matcher element = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(text());
    return element.find() ? Optional.of(unescape(element.group(1))) : Optional.empty();
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()).stream()
        .findFirst();
  }

  /** The body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The answer as an error, whatever its status. */
  public AwsError error() {
    return new AwsError(code(), status, message());
  }

  private String find(Pattern pattern) {
    Matcher matcher = pattern.matcher(text());
    return matcher.find() ? matcher.group(1).replace("\\\"", "\"").replace("\\\\", "\\") : "";
  }

  private static String unescape(String xml) {
    return xml.replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }
}
