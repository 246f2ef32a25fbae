package dev.trailmark.cloud.s3.request;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.wire.WireRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What S3 reads from the HTTP request beside the decoded input. */
public final class Wire {
  private Wire() {}

  /** The value of a header, {@code null} when it is absent or a service calls. */
  public static String header(Call call, String name) {
    return call.wire() == null ? null : call.wire().header(name);
  }

  /** Whether the body came in aws-chunked, so that its coding says nothing of the object. */
  public static boolean isChunked(Call call) {
    String hash = header(call, "x-amz-content-sha256");
    return call.wire() == null || hash != null && hash.startsWith("STREAMING-");
  }

  /** The query's parameters, decoded; the first of each name, empty when it has no value. */
  public static Map<String, String> query(WireRequest wire) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (wire.rawQuery().isEmpty()) {
      return parameters;
    }
    for (String part : wire.rawQuery().split("&")) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : part.substring(equals + 1);
      if (!name.isEmpty()) {
        parameters.putIfAbsent(decode(name), decode(value));
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
