package dev.trailmark.cloud.protocol;

import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.WireRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Members of S3's requests and responses that travel outside the body.
 *
 * @see <a href="https://github.com/versity/versitygw/issues/1806">S3 ignores what is no number of
 *     parts of attributes</a>
 */
final class RestBindings {
  private static final String PARTS_OF_ATTRIBUTES = "x-amz-max-parts";

  private RestBindings() {}

  /** Sets what path, query and headers carry. */
  static void read(Shape shape, SdkPojo builder, WireRequest request, Route route) {
    Map<String, String> headers = request.headers().firsts();
    for (Member member : shape.members()) {
      Object value =
          switch (member.place()) {
            case PATH -> fromPath(member, route);
            case QUERY -> fromQuery(member, route.parameters(), request);
            case HEADER -> fromHeaders(member, headers, request.headers());
            case BODY -> null;
          };
      if (value != null) {
        member.set(builder, value);
      }
    }
  }

  private static String fromPath(Member member, Route route) {
    String name = member.wireName();
    if (route.labels().containsKey(name)) {
      return route.labels().get(name);
    }
    return name.equals("Key") ? route.key() : route.bucket();
  }

  private static Object fromQuery(
      Member member, Map<String, String> parameters, WireRequest request) {
    if (member.kind() == Member.Kind.LIST) {
      List<String> values = FormText.all(request.rawQuery(), member.wireName());
      return values.isEmpty() ? null : values;
    }
    String text = parameters.get(member.wireName());
    return text == null || isEmptyBound(member, text) ? null : parse(member, text, Timestamps.ISO);
  }

  /** As recorded of ListParts, a number without digits counts as absent; a part's must be there. */
  private static boolean isEmptyBound(Member member, String text) {
    return text.isEmpty()
        && member.kind() == Member.Kind.INTEGER
        && !member.wireName().equals("partNumber");
  }

  private static Object fromHeaders(Member member, Map<String, String> firsts, Headers headers) {
    if (member.kind() == Member.Kind.MAP) {
      return withPrefix(member.wireName(), headers);
    }
    if (member.kind() == Member.Kind.LIST) {
      return separated(headers.all(member.wireName()));
    }
    String text = firsts.get(member.headerName());
    return text == null ? null : parse(member, text, Timestamps.HTTP);
  }

  private static Map<String, String> withPrefix(String prefix, Headers headers) {
    Map<String, String> values = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            values.merge(name.substring(prefix.length()), value, (a, b) -> a + "," + b);
          }
        });
    return values.isEmpty() ? null : values;
  }

  private static List<String> separated(List<String> fields) {
    List<String> values = new ArrayList<>();
    for (String field : fields) {
      for (String value : field.split(",")) {
        values.add(value.strip());
      }
    }
    return fields.isEmpty() ? null : values;
  }

  /**
   * Dates of conditional headers that cannot be read are ignored, as RFC 9110 §13.1.3 demands, and
   * so is one number.
   */
  private static Object parse(Member member, String text, Timestamps timestamps) {
    try {
      return Scalars.parse(member, text, timestamps);
    } catch (IllegalArgumentException e) {
      boolean date =
          member.kind() == Member.Kind.INSTANT && member.timestamps(timestamps) == Timestamps.HTTP;
      if (date || PARTS_OF_ATTRIBUTES.equals(member.headerName())) {
        return null;
      }
      throw UnreadableValue.of(member, text);
    }
  }

  /**
   * Adds the headers that a response's members are.
   *
   * @param hasBody whether a body follows, whose length needs no header from here
   */
  static void write(SdkPojo output, Headers headers, boolean hasBody) {
    for (Member member : Shapes.of(output).headers()) {
      Object value = member.get(output);
      if (value != null && !(hasBody && member.wireName().equals("Content-Length"))) {
        write(member, value, headers);
      }
    }
  }

  private static void write(Member member, Object value, Headers headers) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, text) ->
              headers.add(
                  member.wireName() + ((String) name).toLowerCase(Locale.ROOT), (String) text));
      return;
    }
    String text =
        value instanceof Instant instant
            ? member.timestamps(Timestamps.HTTP).format(instant)
            : value instanceof List<?> list ? join(list) : value.toString();
    // The SDK has Expires twice: as a date and as the text that was stored.
    headers.set(member.wireName(), text);
  }

  private static String join(List<?> list) {
    return String.join(",", list.stream().map(Object::toString).toList());
  }
}
