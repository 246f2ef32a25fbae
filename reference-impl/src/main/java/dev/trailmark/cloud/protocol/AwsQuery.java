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
import software.amazon.awssdk.core.SdkPojo;

/**
 * The AWS Query protocol, which IAM and STS speak: form-encoded requests, indented XML responses.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS Query</a>
 */
public final class AwsQuery implements Codec {
  private final String version;
  private final String namespace;

  AwsQuery(String version, String namespace) {
    this.version = version;
    this.namespace = namespace;
  }

  @Override
  public SdkPojo decode(Operation<?, ?> operation, WireRequest request, byte[] body, Route route) {
    String asked = route.parameters().getOrDefault("Version", "NO_VERSION_SPECIFIED");
    if (!asked.equals(version)) {
      throw ProtocolError.INVALID_ACTION.because(
          "Could not find operation %s for version %s", operation.name(), asked);
    }
    return new QueryReader(route.parameters()).structure("", operation.newInput());
  }

  @Override
  public WireResponse encode(Operation<?, ?> operation, SdkPojo output, Call call) {
    XmlText xml = new XmlText(false, true);
    String response = operation.name() + "Response";
    String result = operation.name() + "Result";
    xml.open(response, Map.of("xmlns", namespace));
    if (operation.root() != null) {
      xml.empty(operation.root(), Map.of());
    } else if (!Shapes.of(output).members().isEmpty()) {
      xml.open(result);
      new XmlWriter(xml, Timestamps.ISO, structure -> Shapes.of(structure).members())
          .members(output);
      xml.close(result);
    }
    xml.open("ResponseMetadata").element("RequestId", call.requestId()).close("ResponseMetadata");
    xml.close(response);
    Headers headers = headers(call.requestId());
    Replies.addAll(headers, call.replyHeaders());
    int status = call.replyStatus() == 0 ? operation.status() : call.replyStatus();
    return new WireResponse(status, headers, body(xml));
  }

  @Override
  public WireResponse error(ServiceException error, String requestId, String hostId, boolean head) {
    XmlText xml = new XmlText(false, true);
    xml.open("ErrorResponse", Map.of("xmlns", namespace)).open("Error");
    xml.element("Type", error.status() < 500 ? "Sender" : "Receiver");
    xml.element("Code", error.code());
    if (error.getMessage() != null) {
      xml.element("Message", error.getMessage());
    }
    xml.close("Error").element("RequestId", requestId).close("ErrorResponse");
    return new WireResponse(error.status(), headers(requestId), body(xml));
  }

  private static Headers headers(String requestId) {
    return new Headers().add("x-amzn-RequestId", requestId).add("Content-Type", "text/xml");
  }

  private static ResponseBody body(XmlText xml) {
    return ResponseBody.of(xml.toString().getBytes(StandardCharsets.UTF_8));
  }
}
