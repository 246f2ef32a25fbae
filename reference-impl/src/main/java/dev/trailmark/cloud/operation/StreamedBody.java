package dev.trailmark.cloud.operation;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A request's body that the operation reads as a stream, already decoded from aws-chunked.
 *
 * @param stream the content; reading it to the end verifies what the signature promised of it, so
 *     nothing read may be kept before the end was reached
 * @param length the content's length; -1 when the client did not say
 * @param inMemory whether reading cannot wait
 * @param trailers the fields after an aws-chunked body, names in lower case; empty before the end
 *     was reached
 */
public record StreamedBody(
    InputStream stream, long length, boolean inMemory, Supplier<Map<String, String>> trailers) {

  /** A body in memory without trailers. */
  public static StreamedBody of(byte[] bytes) {
    return new StreamedBody(new ByteArrayInputStream(bytes), bytes.length, true, Map::of);
  }
}
