package dev.trailmark.cloud.s3.tagging;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.request.S3Error;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * What tags an object may have: 10, of keys up to 128 and values up to 256 characters, sent as a
 * document or in the header of a write.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">Categorizing
 *     your objects using tags</a>
 */
public final class ObjectTagRules {
  /** The header of writes. */
  static final String HEADER = "x-amz-tagging";

  private static final int MOST = 10;

  private ObjectTagRules() {}

  /** The tags of a document, in their order. */
  static Map<String, String> ofDocument(List<Tag> sent) {
    return limited(
        BucketTagRules.of(
            sent,
            S3Error.INVALID_TAG.because("Cannot provide multiple Tags with the same key"),
            S3Error.INVALID_TAG.because("Your TagKey cannot be prefixed with aws:")));
  }

  /**
   * The tags of a header, which is written like a URL's query; {@code null} for no header.
   *
   * @throws ServiceException InvalidArgument for what is no query or names a key twice, InvalidTag
   *     for what a document could not have either
   */
  public static Map<String, String> ofHeader(String header) {
    if (header == null || header.isEmpty()) {
      return Map.of();
    }
    List<Tag> tags = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (String pair : header.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals != pair.lastIndexOf('=')) {
        throw malformed(header);
      }
      String key = decoded(equals < 0 ? pair : pair.substring(0, equals), header);
      if (!keys.add(key)) {
        throw malformed(header);
      }
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), header);
      tags.add(Tag.builder().key(key).value(value).build());
    }
    return ofDocument(tags);
  }

  private static String decoded(String text, String header) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw malformed(header);
    }
  }

  private static ServiceException malformed(String header) {
    return S3Error.INVALID_ARGUMENT
        .because(
            "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query"
                + " parameters without tag name duplicates.")
        .with("ArgumentName", HEADER)
        .with("ArgumentValue", header);
  }

  private static Map<String, String> limited(Map<String, String> tags) {
    if (tags.size() > MOST) {
      throw S3Error.BAD_REQUEST.because("Object tags cannot be greater than %d", MOST);
    }
    return tags;
  }

  /** Adds the condition keys for tags that a request sets; none when there are no tags. */
  public static RequestKeys addRequested(RequestKeys keys, Map<String, String> tags) {
    if (!tags.isEmpty()) {
      tags.forEach((key, value) -> keys.put("s3:requestobjecttag/" + key, value));
      keys.putAll("s3:requestobjecttagkeys", List.copyOf(tags.keySet()));
    }
    return keys;
  }

  /** Tags as the API lists them. */
  static List<Tag> shown(Map<String, String> tags) {
    return new LinkedHashMap<>(tags)
        .entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
  }
}
