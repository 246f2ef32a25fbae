package dev.trailmark.cloud.protocol;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.wire.WireRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds bucket, key and operation of an S3 request. What a browser sends is routed too, under the
 * names {@code PostObject} (form upload) and {@code OptionsObject} (CORS preflight), which the API
 * model lacks. Some sub-resources of buckets are found behind a key too, where they are the
 * bucket's all the same; others are then passed over.
 */
final class S3Router {
  private S3Router() {}

  static Route route(WireRequest request) {
    if (S3ControlRouter.isAddressed(request)) {
      return S3ControlRouter.route(request);
    }
    if (S3WebsiteHost.isAddressed(request)) {
      return S3WebsiteHost.route(request);
    }
    String bucket = S3Host.bucket(request.host());
    String path = request.rawPath();
    if (path.equals("/WriteGetObjectResponse") && request.headers().has("x-amz-request-route")) {
      return new Route("s3", "WriteGetObjectResponse", null, null, Map.of());
    }
    String rest = path.startsWith("/") ? path.substring(1) : path;
    if (bucket == null) {
      int slash = rest.indexOf('/');
      String first = slash < 0 ? rest : rest.substring(0, slash);
      rest = slash < 0 ? "" : rest.substring(slash + 1);
      // A key without a bucket is in one without a name, which there cannot be.
      bucket = first.isEmpty() && rest.isEmpty() ? null : FormText.path(first);
    }
    String key = bucket == null || rest.isEmpty() ? null : FormText.path(rest);
    Map<String, String> parameters = FormText.parameters(request.rawQuery());
    S3Routes.Level level =
        bucket == null
            ? S3Routes.Level.SERVICE
            : key == null ? S3Routes.Level.BUCKET : S3Routes.Level.OBJECT;
    String subresource = request.method().equals("OPTIONS") ? null : subresource(level, parameters);
    if (level == S3Routes.Level.OBJECT && subresource != null) {
      refuseKey(request.method(), subresource);
      if (S3Routes.isBucketsAnyway(subresource)) {
        String operation = operation(request, S3Routes.Level.BUCKET, subresource, parameters);
        return new Route("s3", operation, bucket, null, parameters);
      }
    }
    String operation = operation(request, level, subresource, parameters);
    return new Route("s3", operation, bucket, key, parameters);
  }

  /** Two lists of buckets say that they are none of keys. */
  private static void refuseKey(String method, String subresource) {
    if (method.equals("GET") && subresource.equals("uploads")) {
      throw ProtocolError.INVALID_REQUEST.because(
          "Key is not expected for the GET method ?uploads subresource");
    }
    if (method.equals("GET") && subresource.equals("versions")) {
      throw ProtocolError.INVALID_REQUEST.because(
          "There is no such thing as the ?versions sub-resource for a key");
    }
  }

  private static String operation(
      WireRequest request,
      S3Routes.Level level,
      String subresource,
      Map<String, String> parameters) {
    if (request.method().equals("OPTIONS")) {
      return "OptionsObject";
    }
    refusePartOfNothing(request, level, parameters);
    refuseCopySource(request, level, subresource);
    for (S3Routes.Row row : S3Routes.rows(level)) {
      if (row.method().equals(request.method())
          && matches(row, request, parameters)
          && (subresource == null || row.query().containsKey(subresource))) {
        return row.operation();
      }
    }
    if (level == S3Routes.Level.BUCKET && request.method().equals("POST") && subresource == null) {
      return formUpload(request);
    }
    throw notAllowed(request.method(), level, subresource);
  }

  private static void refusePartOfNothing(
      WireRequest request, S3Routes.Level level, Map<String, String> parameters) {
    if (level == S3Routes.Level.OBJECT
        && request.method().equals("PUT")
        && parameters.containsKey("partNumber")
        && !parameters.containsKey("uploadId")) {
      throw ProtocolError.INVALID_ARGUMENT
          .because("This operation does not accept partNumber without uploadId")
          .with("ArgumentName", "partNumber")
          .with("ArgumentValue", "partNumber");
    }
  }

  /**
   * A source of a copy is told from others by PUT alone.
   *
   * @see <a href="https://github.com/versity/versitygw/pull/1642">What S3 answers elsewhere</a>
   */
  private static void refuseCopySource(
      WireRequest request, S3Routes.Level level, String subresource) {
    String source = request.header("x-amz-copy-source");
    String method = request.method();
    if (source == null || level == S3Routes.Level.SERVICE || method.equals("PUT")) {
      return;
    }
    if (method.equals("POST") && !"uploadId".equals(subresource)) {
      throw notAllowed(method, level, subresource);
    }
    throw ProtocolError.INVALID_ARGUMENT
        .because("You can only specify a copy source header for copy requests.")
        .with("ArgumentName", "x-amz-copy-source")
        .with("ArgumentValue", source);
  }

  private static ServiceException notAllowed(
      String method, S3Routes.Level level, String subresource) {
    return ProtocolError.METHOD_NOT_ALLOWED
        .fail()
        .with("Method", method)
        .with("ResourceType", resourceType(level, subresource))
        .header("Allow", S3Routes.allowed(level, subresource));
  }

  /** The sub-resource asked for, or {@code null}; uploadId counts only where no other is named. */
  private static String subresource(S3Routes.Level level, Map<String, String> parameters) {
    if (parameters.isEmpty()) {
      return null;
    }
    List<String> named =
        parameters.keySet().stream()
            .filter(
                name ->
                    S3Routes.subresources(level).contains(name)
                        || level == S3Routes.Level.OBJECT && S3Routes.isBucketsAnyway(name))
            .toList();
    if (named.size() > 1) {
      throw conflicting(named);
    }
    return named.isEmpty() ? null : named.get(0);
  }

  private static ServiceException conflicting(List<String> named) {
    return ProtocolError.INVALID_ARGUMENT
        .because("Conflicting query string parameters: %s", String.join(", ", named))
        .with("ArgumentName", "ResourceType")
        .with("ArgumentValue", named.get(0));
  }

  private static boolean matches(
      S3Routes.Row row, WireRequest request, Map<String, String> parameters) {
    if (row.query().size() > parameters.size()) {
      return false;
    }
    for (Map.Entry<String, String> wanted : row.query().entrySet()) {
      String value = parameters.get(wanted.getKey());
      if (value == null || !(wanted.getValue().isEmpty() || wanted.getValue().equals(value))) {
        return false;
      }
    }
    for (String header : row.headers()) {
      if (!request.headers().has(header)) {
        return false;
      }
    }
    return true;
  }

  private static String formUpload(WireRequest request) {
    String type = request.header("content-type");
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      return "PostObject";
    }
    throw ProtocolError.PRECONDITION_FAILED
        .fail()
        .with("Condition", "Bucket POST must be of the enclosure-type multipart/form-data");
  }

  /** An upload's as seen, the others' by analogy. */
  private static String resourceType(S3Routes.Level level, String subresource) {
    if (subresource == null) {
      return level.name();
    }
    return subresource.equals("uploadId") ? "UPLOAD" : subresource.toUpperCase(Locale.ROOT);
  }
}
