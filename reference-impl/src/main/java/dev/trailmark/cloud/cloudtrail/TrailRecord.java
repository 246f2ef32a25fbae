package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A trail as configured.
 *
 * @param region its home region
 * @param settings what it was told at its creation and by updates
 * @param selectors what is logged
 * @param customSelectors whether the selectors were put by the caller
 * @param insights insight types that were asked for; stored and returned only
 * @param tags its tags
 */
record TrailRecord(
    String accountId,
    String region,
    String name,
    TrailSettings settings,
    SelectionRecord selectors,
    boolean customSelectors,
    List<String> insights,
    Map<String, String> tags) {

  static final Kind<TrailRecord> KIND = new Kind<>("cloudtrail.trail", TrailRecord.class);

  private static final Set<String> GLOBAL_SERVICES =
      Set.of("iam.amazonaws.com", "sts.amazonaws.com");

  TrailRecord {
    insights = List.copyOf(insights);
    tags = Map.copyOf(tags);
  }

  /** A new trail, which selects what new trails do. */
  static TrailRecord of(
      String accountId,
      String region,
      String name,
      TrailSettings settings,
      Map<String, String> tags) {
    return new TrailRecord(
        accountId, region, name, settings, SelectionRecord.DEFAULT, false, List.of(), tags);
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
    return (settings.globalEvents() || !GLOBAL_SERVICES.contains(event.source()))
        && selectors.selects(event);
  }

  String arn() {
    return "arn:aws:cloudtrail:" + region + ":" + accountId + ":trail/" + name;
  }

  String bucket() {
    return settings.bucket();
  }

  boolean multiRegion() {
    return settings.multiRegion();
  }

  boolean validation() {
    return settings.validation();
  }

  TrailRecord withSettings(TrailSettings changed) {
    return new TrailRecord(
        accountId, region, name, changed, selectors, customSelectors, insights, tags);
  }

  TrailRecord withSelectors(SelectionRecord chosen) {
    return new TrailRecord(accountId, region, name, settings, chosen, true, insights, tags);
  }

  TrailRecord withInsights(List<String> types) {
    return new TrailRecord(
        accountId, region, name, settings, selectors, customSelectors, types, tags);
  }

  TrailRecord withTags(Map<String, String> changed) {
    return new TrailRecord(
        accountId, region, name, settings, selectors, customSelectors, insights, changed);
  }
}
