package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.Kind;
import java.util.List;

/**
 * A trail as configured.
 *
 * @param bucket the bucket that logs go to
 * @param prefix precedes {@code AWSLogs/} in keys; {@code null} when there is none
 * @param globalEvents whether events of global services are included
 * @param multiRegion whether events of all regions are delivered, or those of its own only
 * @param validation whether digests are delivered
 * @param selectors what is logged
 * @param customSelectors whether the selectors were put by the caller
 * @param insights insight types that were asked for; stored and returned only
 */
record TrailRecord(
    String accountId,
    String region,
    String name,
    String bucket,
    String prefix,
    boolean globalEvents,
    boolean multiRegion,
    boolean validation,
    List<SelectorRecord> selectors,
    boolean customSelectors,
    List<String> insights) {

  static final Kind<TrailRecord> KIND = new Kind<>("cloudtrail.trail", TrailRecord.class);

  TrailRecord {
    selectors = List.copyOf(selectors);
    insights = List.copyOf(insights);
  }

  /** The key of a trail. */
  static String key(String accountId, String region, String name) {
    return partition(accountId, region) + name;
  }

  /** What the keys of a region's trails begin with. */
  static String partition(String accountId, String region) {
    return accountId + "/" + region + "/";
  }

  String key() {
    return key(accountId, region, name);
  }

  /** What is locked while the trails of its region are changed. */
  String scope() {
    return "cloudtrail/" + accountId + "/" + region;
  }

  /** Whether the trail logs an event of a region that it delivers. */
  boolean selects(Event event) {
    return selectors.stream().anyMatch(selector -> selector.selects(event));
  }

  String arn() {
    return "arn:aws:cloudtrail:" + region + ":" + accountId + ":trail/" + name;
  }

  TrailRecord withSelectors(List<SelectorRecord> chosen) {
    return new TrailRecord(
        accountId,
        region,
        name,
        bucket,
        prefix,
        globalEvents,
        multiRegion,
        validation,
        chosen,
        true,
        insights);
  }

  TrailRecord withInsights(List<String> types) {
    return new TrailRecord(
        accountId,
        region,
        name,
        bucket,
        prefix,
        globalEvents,
        multiRegion,
        validation,
        selectors,
        customSelectors,
        types);
  }
}
