package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.State;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A trail as configured.
 *
 * @param region its home region
 * @param settings what it was told at its creation and by updates
 * @param selectors what is logged
 * @param customSelectors whether the selectors were put by the caller
 * @param insights types of the Insights that were asked for
 * @param tags its tags
 * @param ended what tells a deleted trail from others of its name; {@code null} while it exists
 */
record TrailRecord(
    String accountId,
    String region,
    String name,
    TrailSettings settings,
    SelectionRecord selectors,
    boolean customSelectors,
    List<String> insights,
    Map<String, String> tags,
    String ended) {

  static final Kind<TrailRecord> KIND = new Kind<>("cloudtrail.trail", TrailRecord.class);

  /** Deleted trails that log files or digests are still to be delivered of. */
  static final Kind<TrailRecord> ENDED = new Kind<>("cloudtrail.ended-trail", TrailRecord.class);

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
        accountId, region, name, settings, SelectionRecord.DEFAULT, false, List.of(), tags, null);
  }

  /** The key of a trail. */
  static String key(String accountId, String region, String name) {
    return partition(accountId, region) + name;
  }

  /** What the keys of a region's trails begin with. */
  static String partition(String accountId, String region) {
    return accountId + "/" + region + "/";
  }

  /** Its key, and what the keys of its logging, feeds and files begin with. */
  String key() {
    String key = key(accountId, region, name);
    return ended == null ? key : key + "!" + ended;
  }

  /** All trails that there may be something to deliver of, deleted ones included. */
  static List<TrailRecord> served(State state) {
    return Stream.of(KIND, ENDED).flatMap(kind -> state.range(kind, "").values().stream()).toList();
  }

  /** What is locked while the trails of its account are changed. */
  String scope() {
    return scope(accountId);
  }

  /** What is locked while an account's trails are changed: they share quotas over Regions. */
  static String scope(String accountId) {
    return "cloudtrail/" + accountId;
  }

  /** Whether the trail logs an event of a region that it delivers. */
  boolean selects(Event event) {
    return (settings.globalEvents() || !GLOBAL_SERVICES.contains(event.source()))
        && selectors.selects(event)
        && (settings.logsDeliveries() || !EventFields.isDelivery(event));
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
        accountId, region, name, changed, selectors, customSelectors, insights, tags, ended);
  }

  TrailRecord withSelectors(SelectionRecord chosen) {
    return new TrailRecord(accountId, region, name, settings, chosen, true, insights, tags, ended);
  }

  TrailRecord withInsights(List<String> types) {
    return new TrailRecord(
        accountId, region, name, settings, selectors, customSelectors, types, tags, ended);
  }

  TrailRecord withTags(Map<String, String> changed) {
    return new TrailRecord(
        accountId, region, name, settings, selectors, customSelectors, insights, changed, ended);
  }

  /** The trail once it is deleted. */
  TrailRecord ended(String id) {
    return new TrailRecord(
        accountId, region, name, settings, selectors, customSelectors, insights, tags, id);
  }
}
