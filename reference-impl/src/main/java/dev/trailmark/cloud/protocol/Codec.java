package dev.trailmark.cloud.protocol;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.wire.WireRequest;
import dev.trailmark.cloud.wire.WireResponse;
import software.amazon.awssdk.core.SdkPojo;

/** A service's wire protocol: reads its requests and writes its responses and errors. */
public interface Codec {

  /** The codec for a request, where a service speaks differently at some of its addresses. */
  default Codec of(WireRequest request) {
    return this;
  }

  /**
   * Reads a request.
   *
   * @param body the body, decoded from aws-chunked; {@code null} when the operation streams it
   * @return the built request, such as a {@code CreateKeyRequest}
   * @throws ServiceException when the request is not what the protocol demands:
   *     SerializationException, MalformedXML, MalformedInput, InvalidArgument
   */
  SdkPojo decode(Operation<?, ?> operation, WireRequest request, byte[] body, Route route);

  /**
   * Reads what a request says outside of its document, when that cannot be read: where the call is
   * still judged by its permissions, and recorded, before it is told so.
   *
   * @return the built request; {@code null} where the document says everything
   */
  default SdkPojo outline(Operation<?, ?> operation, WireRequest request, Route route) {
    return null;
  }

  /** Writes a response, with the headers, status and streaming body that the call has set. */
  WireResponse encode(Operation<?, ?> operation, SdkPojo output, Call call);

  /**
   * Writes an error.
   *
   * @param hostId the value of {@code x-amz-id-2}; used by S3 only
   * @param head whether the request was a HEAD, whose answer has no body
   */
  WireResponse error(ServiceException error, String requestId, String hostId, boolean head);
}
