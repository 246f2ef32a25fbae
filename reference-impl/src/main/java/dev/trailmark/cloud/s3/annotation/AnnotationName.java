package dev.trailmark.cloud.s3.annotation;

import dev.trailmark.cloud.s3.request.S3Error;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The rules of annotations' names: 1 to 512 bytes; letters of any language, the digits 0 to 9,
 * underscores, periods and hyphens; not beginning with {@code aws} or {@code s3} in any case.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/annotations-overview.html#annotations-naming-rules">Annotation
 *     naming rules</a>
 */
final class AnnotationName {
  private static final int LONGEST = 512;
  private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}0-9_.-]+");

  private AnnotationName() {}

  /** Refuses what can be no name. */
  static void require(String name) {
    if (name != null && bytes(name) > LONGEST) {
      throw S3Error.ANNOTATION_NAME_TOO_LONG.fail().with("AnnotationName", name);
    }
    if (name == null || !CHARACTERS.matcher(name).matches() || isReserved(name)) {
      throw S3Error.INVALID_ANNOTATION_NAME.fail().with("AnnotationName", name == null ? "" : name);
    }
  }

  private static boolean isReserved(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("aws") || lower.startsWith("s3");
  }

  /**
   * Refuses what no name can begin with. Which prefixes are invalid is not documented; a reserved
   * one is let in and finds nothing.
   *
   * @param prefix {@code null} for any
   */
  static void requirePrefix(String prefix) {
    boolean possible =
        prefix == null
            || prefix.isEmpty()
            || bytes(prefix) <= LONGEST && CHARACTERS.matcher(prefix).matches();
    if (!possible) {
      throw S3Error.INVALID_PREFIX.fail().with("AnnotationPrefix", prefix);
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
