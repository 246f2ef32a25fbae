package dev.trailmark.cloud.protocol;

import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.PostedForm;
import dev.trailmark.cloud.wire.WireRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * Turns an upload by form into the PutObject request that says the same: fields become headers, the
 * file the body. Headers of the HTTP request that would mean something to PutObject mean nothing in
 * a form, and are left out.
 */
public final class FormRequests {
  /** Fields that are PutObject's headers under another name. */
  private static final Map<String, String> RENAMED =
      Map.of("acl", "x-amz-acl", "x-amz-checksum-algorithm", "x-amz-sdk-checksum-algorithm");

  private static final Set<String> SYSTEM_METADATA =
      Set.of(
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-md5",
          "content-type",
          "expires");

  private static final Set<String> SIGNING =
      Set.of(
          "x-amz-algorithm",
          "x-amz-credential",
          "x-amz-date",
          "x-amz-security-token",
          "x-amz-signature");

  private FormRequests() {}

  /** The request with the form's fields as headers and its file as the body. */
  public static WireRequest put(WireRequest request, PostedForm form) {
    Headers headers = new Headers();
    Headers sent = request.headers();
    for (int i = 0; i < sent.size(); i++) {
      String name = sent.name(i).toLowerCase(Locale.ROOT);
      if (!SYSTEM_METADATA.contains(name)
          && !name.startsWith("x-amz-")
          && !name.startsWith("if-")
          && !name.equals("content-length")) {
        headers.add(sent.name(i), sent.value(i));
      }
    }
    for (int i = 0; i < form.fields().size(); i++) {
      String name = form.fields().name(i).toLowerCase(Locale.ROOT);
      addField(headers, name, form.fields().value(i));
    }
    return new WireRequest(
        request.method(),
        request.rawPath(),
        request.rawQuery(),
        headers,
        form.file(),
        request.remoteAddress(),
        request.tls());
  }

  /** The route to the object that the form names. */
  public static Route route(Route bucket, PostedForm form) {
    return new Route(
        bucket.service(),
        bucket.operation(),
        bucket.bucket(),
        form.fields().first("key"),
        bucket.parameters());
  }

  private static void addField(Headers headers, String name, String value) {
    if (name.equals("tagging")) {
      headers.add("x-amz-tagging", tags(value));
    } else if (RENAMED.containsKey(name)) {
      headers.add(RENAMED.get(name), value);
    } else if (SYSTEM_METADATA.contains(name)
        || (name.startsWith("x-amz-") && !SIGNING.contains(name))) {
      headers.add(name, value);
    }
  }

  /** In a form tags are an XML document, in a header they are a query. */
  private static String tags(String xml) {
    Tagging tagging =
        (Tagging)
            XmlReader.read(xml.getBytes(StandardCharsets.UTF_8), "Tagging", Tagging.builder());
    return tagging.tagSet().stream()
        .map(tag -> encode(tag.key()) + "=" + encode(tag.value()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return text == null ? "" : URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
