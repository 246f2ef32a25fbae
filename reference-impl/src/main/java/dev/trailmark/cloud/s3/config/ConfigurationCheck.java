package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Members;
import dev.trailmark.cloud.s3.model.BucketRecord;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The rules of a configuration.
 *
 * @param <D> the document
 */
@FunctionalInterface
public interface ConfigurationCheck<D extends SdkPojo> {

  /**
   * What a put is about.
   *
   * @param bucket the bucket as it was when the call was authorized
   * @param input the request's members
   * @param document what was sent
   */
  record Sent<D>(Call call, BucketRecord bucket, Members input, D document) {}

  /**
   * What is to be kept.
   *
   * @param extras what is kept beside the document, by name
   */
  record Kept(SdkPojo document, Map<String, String> extras) {
    /** A document alone. */
    public static Kept of(SdkPojo document) {
      return new Kept(document, Map.of());
    }
  }

  /**
   * Checks what was sent, and says what to keep of it.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException what the client is told
   */
  Kept check(Sent<D> sent);
}
