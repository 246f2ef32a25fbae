package dev.trailmark.cloud.protocol;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.ResponseBody;
import dev.trailmark.cloud.wire.WireRequest;
import dev.trailmark.cloud.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/**
 * S3's REST protocol: members in path, query, headers and an XML document or raw body.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html">S3 API reference</a>
 */
public final class RestXml implements Codec {
  /**
   * Larger documents are refused; the largest legal one, DeleteObjects with 1000 keys, is below.
   */
  static final int MAX_DOCUMENT = 2 * 1024 * 1024;

  private static final String XML = "application/xml";

  /** What refuses a body: CopyObject as seen, UploadPartCopy by analogy. */
  private static final Set<String> BODILESS = Set.of("CopyObject", "UploadPartCopy");

  /** S3 Control's documents have another namespace, and its errors stand in an ErrorResponse. */
  private static final RestXml CONTROL =
      new RestXml("http://awss3control.amazonaws.com/doc/2018-08-20/", true);

  private final String namespace;
  private final boolean wrapsErrors;

  RestXml(String namespace) {
    this(namespace, false);
  }

  private RestXml(String namespace, boolean wrapsErrors) {
    this.namespace = namespace;
    this.wrapsErrors = wrapsErrors;
  }

  @Override
  public Codec of(WireRequest request) {
    if (S3WebsiteHost.isAddressed(request)) {
      return new WebsiteCodec(this);
    }
    return S3ControlRouter.isAddressed(request) ? CONTROL : this;
  }

  @Override
  public SdkPojo decode(Operation<?, ?> operation, WireRequest request, byte[] body, Route route) {
    SdkPojo input = operation.newInput();
    Shape shape = Shapes.of(input);
    RestBindings.read(shape, input, request, route);
    if (body != null && body.length > 0 && BODILESS.contains(operation.name())) {
      throw ProtocolError.INVALID_REQUEST.because(
          "The request included a body. Requests of this type must not include a non-empty body.");
    }
    Member payload = shape.payload();
    boolean readable = payload != null || shape.isDocument();
    if (body != null && body.length > 0 && readable) {
      if (body.length > MAX_DOCUMENT) {
        throw ProtocolError.MAX_MESSAGE_LENGTH.fail();
      }
      if (payload == null) {
        return XmlReader.read(body, operation.name() + "Request", input);
      }
      payload.set(input, payload(payload, body));
    }
    return Shapes.build(input);
  }

  @Override
  public SdkPojo outline(Operation<?, ?> operation, WireRequest request, Route route) {
    return decode(operation, request, null, route);
  }

  private static Object payload(Member payload, byte[] body) {
    return payload.kind() == Member.Kind.STRUCTURE
        ? XmlReader.read(body, payload.wireName(), payload.newStructure())
        : new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public WireResponse encode(Operation<?, ?> operation, SdkPojo output, Call call) {
    Headers headers = new Headers();
    headers
        .add("x-amz-id-2", call.hostId())
        .add("x-amz-request-id", call.requestId())
        .add("Server", "AmazonS3");
    ResponseBody body = call.replyBody();
    if (body == null) {
      body = document(operation, output, headers);
    }
    RestBindings.write(output, headers, call.replyBody() != null);
    Replies.addAll(headers, call.replyHeaders());
    int status = call.replyStatus() == 0 ? operation.status() : call.replyStatus();
    return new WireResponse(status, headers, body);
  }

  private ResponseBody document(Operation<?, ?> operation, SdkPojo output, Headers headers) {
    Shape shape = Shapes.of(output);
    Member payload = shape.payload();
    Object content = payload == null ? null : payload.get(output);
    if (S3Documents.isWrappedText(operation.name())) {
      headers.add("Content-Type", XML);
      return wrapped(payload.wireName(), (String) content);
    }
    if (content instanceof String text) {
      headers.add("Content-Type", "application/json");
      return ResponseBody.of(text.getBytes(StandardCharsets.UTF_8));
    }
    if (content instanceof SdkPojo structure) {
      headers.add("Content-Type", XML);
      return document(payload.wireName(), structure);
    }
    if (shape.isDocument()) {
      headers.add("Content-Type", XML);
      return document(root(operation, output), output);
    }
    return ResponseBody.empty();
  }

  private static String root(Operation<?, ?> operation, SdkPojo output) {
    return operation.root() == null
        ? S3Documents.root(operation.name(), output.getClass().getSimpleName())
        : operation.root();
  }

  private ResponseBody document(String root, SdkPojo content) {
    XmlText xml = new XmlText(true, false);
    xml.open(root, Map.of("xmlns", namespace));
    new XmlWriter(xml, Timestamps.ISO_MILLIS, S3Documents::ordered).members(content);
    return body(xml.close(root));
  }

  private ResponseBody wrapped(String root, String text) {
    XmlText xml = new XmlText(true, false);
    Map<String, String> attributes = Map.of("xmlns", namespace);
    return body(
        text == null || text.isEmpty()
            ? xml.empty(root, attributes)
            : xml.element(root, attributes, text));
  }

  @Override
  public WireResponse error(ServiceException error, String requestId, String hostId, boolean head) {
    Headers headers = new Headers();
    if (hostId != null) {
      headers.add("x-amz-id-2", hostId);
    }
    headers.add("x-amz-request-id", requestId).add("Server", "AmazonS3");
    if (error.status() == 304) {
      // Without a body, its fields are headers.
      error.fields().forEach(headers::add);
      return new WireResponse(304, headers, ResponseBody.empty());
    }
    headers.add("Content-Type", XML);
    if (head) {
      return new WireResponse(error.status(), headers, ResponseBody.empty());
    }
    XmlText xml = new XmlText(true, false);
    if (wrapsErrors) {
      xml.open("ErrorResponse");
    }
    xml.open("Error").element("Code", error.code());
    if (error.getMessage() == null || error.getMessage().isEmpty()) {
      xml.empty("Message", Map.of());
    } else {
      xml.element("Message", error.getMessage());
    }
    error.fields().forEach(xml::element);
    if (wrapsErrors) {
      xml.close("Error");
    }
    xml.element("RequestId", requestId);
    xml.element("HostId", hostId == null ? "" : hostId);
    xml.close(wrapsErrors ? "ErrorResponse" : "Error");
    return new WireResponse(error.status(), headers, body(xml));
  }

  private static ResponseBody body(XmlText xml) {
    return ResponseBody.of(xml.toString().getBytes(StandardCharsets.UTF_8));
  }
}
