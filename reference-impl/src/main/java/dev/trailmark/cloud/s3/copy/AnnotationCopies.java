package dev.trailmark.cloud.s3.copy;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.model.AnnotationRecord;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.SealRecord;
import dev.trailmark.cloud.s3.object.AnnotationTexts;
import dev.trailmark.cloud.s3.object.Companions;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.version.Annotations;
import dev.trailmark.cloud.store.Blobs;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.util.ArrayList;
import java.util.List;

/**
 * The annotations that a copy takes along: copied one by one, published with the copy, or not at
 * all when those of the source have changed meanwhile.
 */
final class AnnotationCopies implements Companions {
  private final S3Access access;
  private final ObjectRecord source;
  private final List<AnnotationRecord> found;
  private final List<AnnotationTexts.Kept> copies = new ArrayList<>();

  /**
   * None copied yet.
   *
   * @param found those of the source when permissions were asked for
   */
  AnnotationCopies(S3Access access, ObjectRecord source, List<AnnotationRecord> found) {
    this.access = access;
    this.source = source;
    this.found = found;
  }

  /** Copies the texts, for an object of that key which is encrypted like that. */
  void make(
      Call call,
      AnnotationTexts texts,
      BucketRecord sourceBucket,
      BucketRecord bucket,
      String key,
      SealRecord seal,
      String algorithm) {
    try {
      for (AnnotationRecord annotation : found) {
        copies.add(
            texts.copy(call, sourceBucket, source.key(), annotation, bucket, key, seal, algorithm));
      }
    } catch (RuntimeException e) {
      abandon(call.blobs());
      throw e;
    }
  }

  @Override
  public void check(State state) {
    List<AnnotationRecord> now = List.copyOf(Annotations.of(state, source));
    boolean same =
        now.stream()
            .map(AnnotationRecord::blobId)
            .toList()
            .equals(found.stream().map(AnnotationRecord::blobId).toList());
    if (!found.isEmpty() && !same) {
      throw S3Error.CONDITIONAL_REQUEST_CONFLICT.fail();
    }
  }

  @Override
  public void put(Transaction tx, ObjectRecord made) {
    for (AnnotationTexts.Kept copy : copies) {
      Annotations.put(tx, made, copy.record(), copy.text());
      access.annotated(tx, made, copy.record());
    }
  }

  @Override
  public void abandon(Blobs blobs) {
    copies.forEach(copy -> blobs.abandon(copy.text()));
  }
}
