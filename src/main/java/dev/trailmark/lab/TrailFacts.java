package dev.trailmark.lab;

/**
 * A trail as GetTrail shows it.
 *
 * @param name the trail's name
 * @param arn the trail's ARN
 * @param bucket where its log files go
 * @param prefix what the keys of its log files begin with; empty when nothing was set
 * @param multiRegion whether it records all regions
 * @param validation whether it writes digest files
 */
public record TrailFacts(
    String name,
    String arn,
    String bucket,
    String prefix,
    boolean multiRegion,
    boolean validation) {

  @Override
  public String toString() {
    return "trail %s to bucket %s, %s, log file validation %s"
        .formatted(
            name, bucket, multiRegion ? "all regions" : "one region", validation ? "on" : "off");
  }
}
