package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.ErrorCode;
import dev.trailmark.cloud.s3.model.BucketRecord;
import software.amazon.awssdk.core.SdkPojo;

/** What a read of a configuration that is not there is answered with. */
@FunctionalInterface
public interface Absent {

  /**
   * The document to answer with.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException when there is none
   */
  SdkPojo document(BucketRecord bucket);

  /** An error that names the bucket. */
  static Absent failing(ErrorCode error) {
    return bucket -> {
      throw error.fail().with("BucketName", bucket.name());
    };
  }

  /** A document; an empty one where nothing set means that the feature is off. */
  static Absent meaning(SdkPojo document) {
    return bucket -> document;
  }

  /** The text of the document to answer with. */
  default String text(BucketRecord bucket, DocumentCodec codec) {
    return codec.write(document(bucket));
  }
}
