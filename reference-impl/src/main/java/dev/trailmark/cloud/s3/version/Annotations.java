package dev.trailmark.cloud.s3.version;

import dev.trailmark.cloud.s3.model.AnnotationRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.store.Blob;
import dev.trailmark.cloud.store.Ranges;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;

/**
 * Where annotations are: under the version that they are attached to, by name. They go when it
 * goes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/annotations-overview.html"
 *     >Annotating your objects</a>
 */
public final class Annotations {
  /** How many a version may have. */
  public static final int MOST = 1_000;

  private Annotations() {}

  /** An annotation of a version; {@code null} when there is none of that name. */
  public static AnnotationRecord find(State state, ObjectRecord object, String name) {
    return state.get(S3Kinds.ANNOTATION, S3Kinds.annotationKey(object, name));
  }

  /** All annotations of a version, by name. */
  public static Collection<AnnotationRecord> of(State state, ObjectRecord object) {
    return behind(state, object, "", null);
  }

  /**
   * Those whose names begin like that, by name.
   *
   * @param last the name behind which they are; {@code null} for all
   */
  public static Collection<AnnotationRecord> behind(
      State state, ObjectRecord object, String prefix, String last) {
    NavigableMap<String, AnnotationRecord> all =
        state.range(S3Kinds.ANNOTATION, S3Kinds.annotationKey(object, prefix));
    return last == null
        ? all.values()
        : Ranges.from(all, S3Kinds.annotationKey(object, last), false).values();
  }

  /** Puts an annotation whose text is stored, in place of the one that has its name. */
  public static void put(
      Transaction tx, ObjectRecord object, AnnotationRecord annotation, Blob text) {
    AnnotationRecord before = find(tx, object, annotation.name());
    if (before != null) {
      tx.discard(before.blobId());
    }
    tx.put(S3Kinds.ANNOTATION, S3Kinds.annotationKey(object, annotation.name()), annotation);
    tx.keep(text);
  }

  /** Replaces an annotation by one that has the same text. */
  public static void amend(Transaction tx, ObjectRecord object, AnnotationRecord annotation) {
    tx.put(S3Kinds.ANNOTATION, S3Kinds.annotationKey(object, annotation.name()), annotation);
  }

  /** Removes an annotation for good. */
  public static void remove(Transaction tx, ObjectRecord object, AnnotationRecord annotation) {
    tx.remove(S3Kinds.ANNOTATION, S3Kinds.annotationKey(object, annotation.name()));
    tx.discard(annotation.blobId());
  }

  /** Removes all that a version has, as it goes itself. */
  static void removeAll(Transaction tx, ObjectRecord object) {
    List.copyOf(of(tx, object)).forEach(annotation -> remove(tx, object, annotation));
  }
}
