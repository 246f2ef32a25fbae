package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.Transaction;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailResponse;
import software.amazon.awssdk.services.cloudtrail.model.DeleteTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.DeleteTrailResponse;
import software.amazon.awssdk.services.cloudtrail.model.UpdateTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.UpdateTrailResponse;

/** Creating, changing and deleting trails. */
final class Trails {
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
        .recursiveLogging(settings.recursive())
        .build();
  }

  private static TrailRecord add(Transaction tx, TrailRecord trail) {
    refuseDuplicate(trail, tx.get(TrailRecord.KIND, trail.key()));
    TrailQuota.check(tx, trail);
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
              if (changed.multiRegion() && !now.multiRegion()) {
                TrailQuota.check(tx, changed);
              }
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
        .recursiveLogging(settings.recursive())
        .build();
  }

  /** What was recorded before is still delivered. */
  DeleteTrailResponse delete(Call call, DeleteTrailRequest request) {
    long newest = call.history().newest();
    call.update(
        scope(call),
        tx -> {
          TrailRecord trail = TrailLookup.requireHome(call, tx, request.name());
          LoggingRecord logging = tx.get(LoggingRecord.KIND, trail.key());
          EndedTrails.keep(
              tx,
              trail,
              call.requestId(),
              logging.logging() ? logging.stop(call.time(), newest) : logging);
          return trail;
        });
    return DeleteTrailResponse.builder().build();
  }

  private static String place(Call call) {
    return call.region() + ":" + call.accountId();
  }

  /** What is locked while an account's trails are changed. */
  static String scope(Call call) {
    return TrailRecord.scope(call.accountId());
  }
}
