package dev.trailmark.target;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** URI encoding as signatures have it: all but unreserved characters of RFC 3986, in UTF-8. */
final class UriText {

  private UriText() {}

  static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** The same with slashes left as they are. */
  static String encodePath(String path) {
    return Arrays.stream(path.split("/", -1)).map(UriText::encode).collect(Collectors.joining("/"));
  }
}
