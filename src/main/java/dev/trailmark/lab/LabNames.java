package dev.trailmark.lab;

/**
 * What the student's resources are called. On the bundled simulator these are the lab's own names;
 * where others share the account or the bill, each carries a suffix of its own.
 *
 * @param alias the key's alias, with {@code alias/}
 * @param description the key's description
 * @param trail the trail's name
 * @param bucketPrefix what the bucket's name begins with; the lab adds a random number
 * @param suffix what was added to the lab's own names; empty when nothing was
 */
public record LabNames(
    String alias, String description, String trail, String bucketPrefix, String suffix) {

  /** The names that the lab's text gives. */
  public static final LabNames AS_IN_THE_LAB =
      new LabNames("alias/myFirstKey", "KMS Key for S3 data", "myTrail", "mycloudtrailbucket", "");

  /** The lab's names with a suffix where a clash could happen. */
  public static LabNames withSuffix(String suffix) {
    LabNames lab = AS_IN_THE_LAB;
    return new LabNames(
        lab.alias + "-" + suffix,
        lab.description,
        lab.trail + "-" + suffix,
        lab.bucketPrefix,
        suffix);
  }

  /** What a name of the lab's text is called here. */
  public String actual(String nameInTheLab) {
    return suffix.isEmpty() ? nameInTheLab : nameInTheLab + "-" + suffix;
  }
}
