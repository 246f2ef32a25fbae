package dev.trailmark.cloud.operation;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What a service may ask of the SDK's types without knowing their fields: members by name, and the
 * XML of structures that are kept as they were sent. Implemented by {@code protocol}, and handed to
 * services where they are put together.
 */
public interface DocumentCodec {

  /** A built type's members by their API names; {@code null} also for names that it lacks. */
  Members members(SdkPojo pojo);

  /** The API names of all members of a type. */
  Set<String> names(SdkPojo pojo);

  /** A structure as XML text that {@link #read} takes, with all that is set in it. */
  String write(SdkPojo structure);

  /**
   * A structure from its text.
   *
   * @param text what {@link #write} made
   * @param builder an empty builder of the structure; or of a response whose body it is, or whose
   *     members are the structure's
   * @return the built type
   */
  SdkPojo read(String text, SdkPojo builder);

  /**
   * A structure as S3's records show XML: elements under their names, what is repeated as a list,
   * one alone as itself.
   */
  Map<String, Object> recorded(SdkPojo structure);
}
