package dev.trailmark.cloud.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.ResponseBody;
import dev.trailmark.cloud.wire.WireRequest;
import dev.trailmark.cloud.wire.WireResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.core.SdkPojo;

/**
 * AWS JSON 1.1, which KMS and CloudTrail speak.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
public final class AwsJson implements Codec {
  /**
   * Larger bodies are refused; the largest legal request, CloudTrail's PutAuditEvents, is below.
   */
  static final int MAX_BODY = 2 * 1024 * 1024;

  private static final int MAX_DEPTH = 64;
  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
  private static final byte[] NOTHING = {};

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final boolean emptyObject;

  /**
   * A codec.
   *
   * @param emptyObject whether an output without members is <code>{}</code>, else the body is empty
   */
  AwsJson(boolean emptyObject) {
    this.emptyObject = emptyObject;
  }

  @Override
  public SdkPojo decode(Operation<?, ?> operation, WireRequest request, byte[] body, Route route) {
    if (body.length > MAX_BODY) {
      throw ProtocolError.REQUEST_TOO_LARGE.fail();
    }
    SdkPojo input = operation.newInput();
    if (body.length == 0) {
      return Shapes.build(input);
    }
    // Closing matters for speed: it gives the symbol table back to the factory.
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw ProtocolError.SERIALIZATION.because("Unexpected token at the start of the document");
      }
      SdkPojo read = JsonReader.structure(parser, input);
      if (parser.nextToken() != null) {
        throw ProtocolError.SERIALIZATION.because("Unexpected content after the document");
      }
      return read;
    } catch (JsonParseException e) {
      throw ProtocolError.SERIALIZATION.fail();
    } catch (IOException e) {
      throw ProtocolError.SERIALIZATION.because("The document could not be read");
    }
  }

  @Override
  public WireResponse encode(Operation<?, ?> operation, SdkPojo output, Call call) {
    byte[] body = NOTHING;
    if (emptyObject || !Shapes.of(output).members().isEmpty()) {
      body = write(generator -> JsonWriter.structure(generator, output));
    }
    Headers headers = headers(call.requestId());
    Replies.addAll(headers, call.replyHeaders());
    int status = call.replyStatus() == 0 ? operation.status() : call.replyStatus();
    return new WireResponse(status, headers, ResponseBody.of(body));
  }

  @Override
  public WireResponse error(ServiceException error, String requestId, String hostId, boolean head) {
    byte[] body =
        write(
            generator -> {
              generator.writeStartObject();
              generator.writeStringField("__type", error.code());
              if (error.getMessage() != null) {
                generator.writeStringField(messageName(error), error.getMessage());
              }
              generator.writeEndObject();
            });
    return new WireResponse(error.status(), headers(requestId), ResponseBody.of(body));
  }

  /** Errors of the service framework spell the member with a capital, modelled ones do not. */
  private static String messageName(ServiceException error) {
    return switch (error.code()) {
      case "AccessDeniedException", "SerializationException" -> "Message";
      default -> "message";
    };
  }

  private static Headers headers(String requestId) {
    return new Headers().add("x-amzn-RequestId", requestId).add("Content-Type", CONTENT_TYPE);
  }

  private interface Document {
    void write(JsonGenerator generator) throws IOException;
  }

  private static byte[] write(Document document) {
    try (ByteArrayBuilder out = new ByteArrayBuilder(512)) {
      try (JsonGenerator generator = JSON.createGenerator(out)) {
        document.write(generator);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
