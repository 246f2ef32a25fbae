package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.Transaction;
import java.util.List;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailResponse;
import software.amazon.awssdk.services.cloudtrail.model.DeleteTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.DeleteTrailResponse;
import software.amazon.awssdk.services.cloudtrail.model.UpdateTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.UpdateTrailResponse;

/** Creating, changing and deleting trails. */
final class Trails {
  private static final int QUOTA = 5;

  CreateTrailResponse create(Call call, CreateTrailRequest request) {
    TrailNames.check(request.name());
    TrailChecks.refuseOrganization(request.isOrganizationTrail());
    TrailRecord asked =
        TrailRecord.of(
            call.accountId(),
            call.region(),
            request.name(),
            TrailSettings.of(request, place(call)),
            TrailTags.checked(request.tagsList()));
    TrailChecks.check(asked.settings());
    refuseDuplicate(asked, call.state().get(TrailRecord.KIND, asked.key()));
    TrailRecord trail = new LogBucket(call.services(), asked).prove();
    call.update(scope(call), tx -> add(tx, trail));
    TrailSettings settings = trail.settings();
    return CreateTrailResponse.builder()
        .name(trail.name())
        .s3BucketName(settings.bucket())
        .s3KeyPrefix(settings.prefix())
        .snsTopicName(settings.topicName())
        .snsTopicARN(settings.topic())
        .includeGlobalServiceEvents(settings.globalEvents())
        .isMultiRegionTrail(settings.multiRegion())
        .trailARN(trail.arn())
        .logFileValidationEnabled(settings.validation())
        .cloudWatchLogsLogGroupArn(settings.logGroup())
        .cloudWatchLogsRoleArn(settings.logRole())
        .kmsKeyId(settings.kmsKey())
        .isOrganizationTrail(false)
        .build();
  }

  private static TrailRecord add(Transaction tx, TrailRecord trail) {
    refuseDuplicate(trail, tx.get(TrailRecord.KIND, trail.key()));
    if (TrailLookup.seenIn(tx, trail.accountId(), trail.region()).size() >= QUOTA) {
      throw CloudTrailError.TOO_MANY_TRAILS.because(
          "User: %s already has %d trails in %s.", trail.accountId(), QUOTA, trail.region());
    }
    tx.put(TrailRecord.KIND, trail.key(), trail);
    tx.put(LoggingRecord.KIND, trail.key(), LoggingRecord.NEVER);
    return trail;
  }

  private static void refuseDuplicate(TrailRecord trail, TrailRecord existing) {
    if (existing != null) {
      throw CloudTrailError.TRAIL_EXISTS.because(
          "Trail %s already exists for customer: %s", trail.name(), trail.accountId());
    }
  }

  UpdateTrailResponse update(Call call, UpdateTrailRequest request) {
    TrailChecks.refuseOrganization(request.isOrganizationTrail());
    TrailRecord before = TrailLookup.requireHome(call, call.state(), request.name());
    TrailRecord asked = before.withSettings(before.settings().with(request, place(call)));
    TrailChecks.check(asked.settings());
    String key = new LogBucket(call.services(), asked).prove().settings().kmsKey();
    TrailRecord trail =
        call.update(
            scope(call),
            tx -> {
              TrailRecord now = TrailLookup.requireHome(call, tx, request.name());
              TrailRecord changed =
                  now.withSettings(now.settings().with(request, place(call)).withKmsKey(key));
              tx.put(TrailRecord.KIND, changed.key(), changed);
              return changed;
            });
    TrailSettings settings = trail.settings();
    return UpdateTrailResponse.builder()
        .name(trail.name())
        .s3BucketName(settings.bucket())
        .s3KeyPrefix(settings.prefix())
        .snsTopicName(settings.topicName())
        .snsTopicARN(settings.topic())
        .includeGlobalServiceEvents(settings.globalEvents())
        .isMultiRegionTrail(settings.multiRegion())
        .trailARN(trail.arn())
        .logFileValidationEnabled(settings.validation())
        .cloudWatchLogsLogGroupArn(settings.logGroup())
        .cloudWatchLogsRoleArn(settings.logRole())
        .kmsKeyId(settings.kmsKey())
        .isOrganizationTrail(false)
        .build();
  }

  DeleteTrailResponse delete(Call call, DeleteTrailRequest request) {
    call.update(
        scope(call),
        tx -> {
          TrailRecord trail = TrailLookup.requireHome(call, tx, request.name());
          tx.remove(TrailRecord.KIND, trail.key());
          tx.remove(LoggingRecord.KIND, trail.key());
          forget(tx, FeedRecord.KIND, trail);
          forget(tx, DeliveredRecord.KIND, trail);
          return trail;
        });
    return DeleteTrailResponse.builder().build();
  }

  private static void forget(Transaction tx, Kind<?> kind, TrailRecord trail) {
    List.copyOf(tx.range(kind, FeedRecord.prefix(trail)).keySet())
        .forEach(key -> tx.remove(kind, key));
  }

  private static String place(Call call) {
    return call.region() + ":" + call.accountId();
  }

  /** What is locked while a region's trails are changed. */
  static String scope(Call call) {
    return "cloudtrail/" + call.accountId() + "/" + call.region();
  }
}
