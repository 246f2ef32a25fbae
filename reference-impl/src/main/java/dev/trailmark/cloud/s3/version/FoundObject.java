package dev.trailmark.cloud.s3.version;

import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;

/**
 * What a request for an object found when its permissions were asked for.
 *
 * @param bucket the bucket
 * @param object the object, or the version of it; {@code null} when it is not there
 */
public record FoundObject(BucketRecord bucket, ObjectRecord object) {}
