package dev.trailmark.cloud.protocol;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.ResponseBody;
import dev.trailmark.cloud.wire.WireRequest;
import dev.trailmark.cloud.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * S3's protocol for browsers: objects as S3 gives them, errors as pages of HTML. An error's fields
 * that begin with {@link #NESTED} tell of a second one, met while looking for the site's own page
 * for the first.
 */
final class WebsiteCodec implements Codec {
  /** What the fields of the second error begin with. */
  static final String NESTED = "ErrorDocument/";

  private static final Map<Integer, String> REASONS =
      Map.of(
          302, "Found",
          400, "Bad Request",
          403, "Forbidden",
          404, "Not Found",
          405, "Method Not Allowed",
          412, "Precondition Failed",
          416, "Requested Range Not Satisfiable",
          500, "Internal Server Error",
          501, "Not Implemented",
          503, "Service Unavailable");

  private final RestXml objects;

  WebsiteCodec(RestXml objects) {
    this.objects = objects;
  }

  @Override
  public SdkPojo decode(Operation<?, ?> operation, WireRequest request, byte[] body, Route route) {
    return objects.decode(operation, request, null, route);
  }

  @Override
  public WireResponse encode(Operation<?, ?> operation, SdkPojo output, Call call) {
    return objects.encode(operation, output, call);
  }

  @Override
  public WireResponse error(ServiceException error, String requestId, String hostId, boolean head) {
    if (error.status() == 304) {
      return objects.error(error, requestId, hostId, head);
    }
    Headers headers = new Headers();
    headers.add("x-amz-error-code", error.code());
    headers.add("x-amz-error-message", oneLine(error.getMessage()));
    error
        .fields()
        .forEach(
            (name, value) -> {
              if (!name.startsWith(NESTED)) {
                headers.add("x-amz-error-detail-" + name, oneLine(value));
              }
            });
    headers.add("x-amz-request-id", requestId);
    headers.add("x-amz-id-2", String.valueOf(hostId));
    headers.add("Server", "AmazonS3");
    headers.add("Content-Type", "text/html; charset=utf-8");
    byte[] page = page(error, requestId, hostId).getBytes(StandardCharsets.UTF_8);
    return new WireResponse(
        error.status(), headers, head ? ResponseBody.empty() : ResponseBody.of(page));
  }

  private static String page(ServiceException error, String requestId, String hostId) {
    String title = error.status() + " " + REASONS.getOrDefault(error.status(), error.code());
    Map<String, String> first = new LinkedHashMap<>();
    Map<String, String> second = new LinkedHashMap<>();
    first.put("Code", error.code());
    first.put("Message", error.getMessage());
    error
        .fields()
        .forEach(
            (name, value) -> {
              if (name.startsWith(NESTED)) {
                second.put(name.substring(NESTED.length()), value);
              } else {
                first.put(name, value);
              }
            });
    first.put("RequestId", requestId);
    first.put("HostId", hostId);
    StringBuilder page = new StringBuilder("<html>\n<head><title>");
    page.append(title).append("</title></head>\n<body>\n<h1>").append(title).append("</h1>\n");
    list(page, first);
    if (!second.isEmpty()) {
      page.append(
          "<h3>An Error Occurred While Attempting to Retrieve a Custom Error Document</h3>\n");
      list(page, second);
    }
    return page.append("<hr/>\n</body>\n</html>\n").toString();
  }

  private static void list(StringBuilder page, Map<String, String> lines) {
    page.append("<ul>\n");
    lines.forEach(
        (name, value) ->
            page.append("<li>").append(name).append(": ").append(escaped(value)).append("</li>\n"));
    page.append("</ul>\n");
  }

  /** What a visitor asked for is shown as text, never as markup. */
  private static String escaped(String text) {
    return String.valueOf(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A key may have characters that no header may have. */
  private static String oneLine(String text) {
    return String.valueOf(text).replaceAll("[^\\x20-\\x7e]", "?");
  }
}
