package dev.trailmark.cloud.s3.tagging;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * What tags a bucket may have: 50, of keys up to 128 and values up to 256 characters. The
 * operations word their refusals each in its own way.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging.html">Using tags with
 *     S3 resources</a>
 */
public final class BucketTagRules {
  private static final int MOST = 50;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;
  private static final String SYSTEM = "aws:";
  private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private BucketTagRules() {}

  /** The tags of PutBucketTagging, in their order. */
  public static Map<String, String> ofPut(List<Tag> sent) {
    return limited(
        of(
            sent,
            S3Error.INVALID_TAG.because("Cannot provide multiple Tags with the same key"),
            S3Error.INVALID_TAG.because("System tags cannot be added/updated by requester")));
  }

  /** The tags of CreateBucket and of S3 Control's TagResource, in their order. */
  public static Map<String, String> ofCreation(List<Tag> sent) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Tag tag : sent) {
      requireBoth(tag);
      if (tag.key().startsWith(SYSTEM)) {
        throw S3Error.INVALID_TAG.because(
            "User-defined tag keys can't start with \"aws:\". This prefix is reserved for system"
                + " tags. Remove \"aws:\" from your tag keys and try again.");
      }
      requireValid(tag);
      if (tags.put(tag.key(), tag.value()) != null) {
        throw S3Error.INVALID_TAG.because(
            "There are duplicate tag keys in your request. Remove the duplicate tag keys and try"
                + " again.");
      }
    }
    return limited(tags);
  }

  /**
   * Tags of a form that any resource of S3's may have, in their order.
   *
   * @param twice what is thrown for a key that is there twice
   * @param system what is thrown for a key of AWS's own
   */
  static Map<String, String> of(List<Tag> sent, ServiceException twice, ServiceException system) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Tag tag : sent) {
      requireBoth(tag);
      if (tags.put(tag.key(), tag.value()) != null) {
        throw twice.with("TagKey", tag.key());
      }
      if (tag.key().startsWith(SYSTEM)) {
        throw system.with("TagKey", tag.key());
      }
      requireValid(tag);
    }
    return tags;
  }

  /**
   * The condition keys of a request that brings tags: {@code aws:RequestTag} of each and {@code
   * aws:TagKeys}.
   */
  public static Map<String, List<String>> conditionKeys(List<Tag> sent) {
    Map<String, List<String>> keys = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (Tag tag : sent) {
      if (tag.key() != null && tag.value() != null) {
        names.add(tag.key());
        keys.put("aws:requesttag/" + tag.key().toLowerCase(Locale.ROOT), List.of(tag.value()));
      }
    }
    keys.put("aws:tagkeys", names);
    return keys;
  }

  private static void requireBoth(Tag tag) {
    if (tag.key() == null || tag.value() == null) {
      throw S3Error.MALFORMED_XML.fail();
    }
  }

  private static void requireValid(Tag tag) {
    if (tag.key().isEmpty() || !isText(tag.key(), LONGEST_KEY)) {
      throw S3Error.INVALID_TAG
          .because("The TagKey you have provided is invalid")
          .with("TagKey", tag.key());
    }
    if (!isText(tag.value(), LONGEST_VALUE)) {
      throw S3Error.INVALID_TAG
          .because("The TagValue you have provided is invalid")
          .with("TagKey", tag.key())
          .with("TagValue", tag.value());
    }
  }

  private static boolean isText(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest && TEXT.matcher(text).matches();
  }

  /**
   * The same tags if they are not too many.
   *
   * @throws ServiceException BadRequest
   */
  public static Map<String, String> limited(Map<String, String> tags) {
    if (tags.size() > MOST) {
      throw S3Error.BAD_REQUEST.because("Bucket tag count cannot be greater than 50");
    }
    return tags;
  }
}
