package dev.trailmark.lab;

import static dev.trailmark.lab.AccountReader.orEmpty;

import dev.trailmark.target.AwsClients;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/** Reads the present state of task 2 by read-only calls: the trail and its bucket's policy. */
final class TrailReader {

  private final Ask ask;
  private final AwsClients clients;

  TrailReader(Ask ask, AwsClients clients) {
    this.ask = ask;
    this.clients = clients;
  }

  /** A trail by name or ARN. */
  Finding<TrailFacts> trail(String name) {
    return ask.find(
            "cloudtrail:GetTrail " + name,
            () -> clients.cloudTrail().getTrail(request -> request.name(name)).trail(),
            "create the trail, in this account and region")
        .map(TrailReader::facts);
  }

  private static TrailFacts facts(Trail trail) {
    return new TrailFacts(
        trail.name(),
        trail.trailARN(),
        orEmpty(trail.s3BucketName()),
        orEmpty(trail.s3KeyPrefix()),
        Boolean.TRUE.equals(trail.isMultiRegionTrail()),
        Boolean.TRUE.equals(trail.logFileValidationEnabled()));
  }

  /** Whether the trail is recording, and when it began to. */
  Finding<Boolean> logging(TrailFacts trail) {
    String source = "cloudtrail:GetTrailStatus " + trail.name();
    return ask.find(
            source,
            () -> clients.cloudTrail().getTrailStatus(request -> request.name(trail.name())),
            "start logging on the trail")
        .then(
            status ->
                Finding.witnessed(Boolean.TRUE.equals(status.isLogging()), source)
                    .explained(told(status))
                    .at(status.startLoggingTime()));
  }

  private static String told(GetTrailStatusResponse status) {
    if (!Boolean.TRUE.equals(status.isLogging())) {
      return "logging is off";
    }
    String error = orEmpty(status.latestDeliveryError());
    return error.isEmpty() ? "" : "its last delivery failed: " + error;
  }

  /** Why the trail's last delivery failed; empty when it did not, or when there was none. */
  String deliveryError(TrailFacts trail) {
    return ask.find(
            "cloudtrail:GetTrailStatus " + trail.name(),
            () -> clients.cloudTrail().getTrailStatus(request -> request.name(trail.name())),
            "")
        .value()
        .map(status -> orEmpty(status.latestDeliveryError()))
        .orElse("");
  }

  /** Which events the trail records. */
  Finding<SelectorFacts> selectors(TrailFacts trail) {
    return ask.find(
            "cloudtrail:GetEventSelectors " + trail.name(),
            () ->
                clients.cloudTrail().getEventSelectors(request -> request.trailName(trail.name())),
            "choose management events and S3 data events for the trail")
        .map(answer -> selectors(answer, trail.bucket()));
  }

  private static SelectorFacts selectors(GetEventSelectorsResponse answer, String bucket) {
    return answer.advancedEventSelectors().isEmpty()
        ? BasicSelectors.read(answer.eventSelectors(), bucket)
        : AdvancedSelectors.read(answer.advancedEventSelectors(), bucket);
  }

  /** The insight types that the trail watches for. */
  Finding<Set<String>> insights(TrailFacts trail) {
    return ask.find(
            "cloudtrail:GetInsightSelectors " + trail.name(),
            () ->
                clients
                    .cloudTrail()
                    .getInsightSelectors(request -> request.trailName(trail.name())),
            "select Insights events: API call rate and API error rate")
        .map(
            answer ->
                answer.insightSelectors().stream()
                    .map(selector -> selector.insightTypeAsString())
                    .collect(Collectors.toCollection(java.util.TreeSet::new)));
  }

  /** What the bucket lets CloudTrail do for the trail. */
  Finding<BucketPolicyFacts> bucketPolicy(TrailFacts trail, String account) {
    String what = "s3:GetBucketPolicy of " + trail.bucket();
    return ask.find(
            what,
            () -> clients.s3().getBucketPolicy(request -> request.bucket(trail.bucket())).policy(),
            "let CloudTrail create the bucket, or add the policy that its guide gives")
        .map(text -> BucketPolicyReading.read(text, trail, account, what));
  }
}
