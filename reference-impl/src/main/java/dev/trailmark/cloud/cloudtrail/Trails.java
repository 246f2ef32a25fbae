package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailResponse;
import software.amazon.awssdk.services.cloudtrail.model.DeleteTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.DeleteTrailResponse;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsRequest;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailResponse;
import software.amazon.awssdk.services.cloudtrail.model.ListTrailsRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListTrailsResponse;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.cloudtrail.model.TrailInfo;
import software.amazon.awssdk.services.cloudtrail.model.UpdateTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.UpdateTrailResponse;

/** Creating, describing, changing and deleting trails. */
final class Trails {
  private static final int QUOTA = 5;

  CreateTrailResponse create(Call call, CreateTrailRequest request) {
    TrailNames.check(request.name());
    refuseUnsupported(request.kmsKeyId(), request.isOrganizationTrail());
    TrailRecord trail =
        new TrailRecord(
            call.accountId(),
            call.region(),
            request.name(),
            request.s3BucketName(),
            emptyToNull(request.s3KeyPrefix()),
            !Boolean.FALSE.equals(request.includeGlobalServiceEvents()),
            Boolean.TRUE.equals(request.isMultiRegionTrail()),
            Boolean.TRUE.equals(request.enableLogFileValidation()),
            List.of(SelectorRecord.DEFAULT),
            false,
            List.of());
    checkCombination(trail);
    refuseDuplicate(trail, call.state().get(TrailRecord.KIND, trail.key()));
    new LogBucket(call.services(), trail).prove();
    call.update(scope(call), tx -> add(tx, trail));
    return CreateTrailResponse.builder()
        .name(trail.name())
        .s3BucketName(trail.bucket())
        .s3KeyPrefix(trail.prefix())
        .includeGlobalServiceEvents(trail.globalEvents())
        .isMultiRegionTrail(trail.multiRegion())
        .trailARN(trail.arn())
        .logFileValidationEnabled(trail.validation())
        .isOrganizationTrail(false)
        .build();
  }

  private static TrailRecord add(Transaction tx, TrailRecord trail) {
    refuseDuplicate(trail, tx.get(TrailRecord.KIND, trail.key()));
    String partition = TrailRecord.partition(trail.accountId(), trail.region());
    if (tx.range(TrailRecord.KIND, partition).size() >= QUOTA) {
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
    refuseUnsupported(request.kmsKeyId(), request.isOrganizationTrail());
    TrailRecord changed = merged(TrailLookup.require(call, call.state(), request.name()), request);
    checkCombination(changed);
    new LogBucket(call.services(), changed).prove();
    call.update(
        scope(call),
        tx -> {
          TrailRecord now = merged(TrailLookup.require(call, tx, request.name()), request);
          tx.put(TrailRecord.KIND, now.key(), now);
          return now;
        });
    return UpdateTrailResponse.builder()
        .name(changed.name())
        .s3BucketName(changed.bucket())
        .s3KeyPrefix(changed.prefix())
        .includeGlobalServiceEvents(changed.globalEvents())
        .isMultiRegionTrail(changed.multiRegion())
        .trailARN(changed.arn())
        .logFileValidationEnabled(changed.validation())
        .isOrganizationTrail(false)
        .build();
  }

  private static TrailRecord merged(TrailRecord trail, UpdateTrailRequest request) {
    return new TrailRecord(
        trail.accountId(),
        trail.region(),
        trail.name(),
        Objects.requireNonNullElse(request.s3BucketName(), trail.bucket()),
        request.s3KeyPrefix() == null ? trail.prefix() : emptyToNull(request.s3KeyPrefix()),
        Objects.requireNonNullElse(request.includeGlobalServiceEvents(), trail.globalEvents()),
        Objects.requireNonNullElse(request.isMultiRegionTrail(), trail.multiRegion()),
        Objects.requireNonNullElse(request.enableLogFileValidation(), trail.validation()),
        trail.selectors(),
        trail.customSelectors(),
        trail.insights());
  }

  DeleteTrailResponse delete(Call call, DeleteTrailRequest request) {
    call.update(
        scope(call),
        tx -> {
          TrailRecord trail = TrailLookup.require(call, tx, request.name());
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

  GetTrailResponse get(Call call, GetTrailRequest request) {
    TrailRecord trail = TrailLookup.require(call, call.state(), request.name());
    return GetTrailResponse.builder().trail(describe(trail)).build();
  }

  /** Unknown names are left out without a word. */
  DescribeTrailsResponse describeAll(Call call, DescribeTrailsRequest request) {
    Collection<TrailRecord> trails =
        request.hasTrailNameList() && !request.trailNameList().isEmpty()
            ? request.trailNameList().stream()
                .map(name -> TrailLookup.find(call, call.state(), name))
                .filter(Objects::nonNull)
                .toList()
            : call.state()
                .range(TrailRecord.KIND, TrailRecord.partition(call.accountId(), call.region()))
                .values();
    return DescribeTrailsResponse.builder()
        .trailList(trails.stream().map(Trails::describe).toList())
        .build();
  }

  ListTrailsResponse list(Call call, ListTrailsRequest request) {
    return ListTrailsResponse.builder()
        .trails(
            call.state().range(TrailRecord.KIND, call.accountId() + "/").values().stream()
                .map(
                    trail ->
                        TrailInfo.builder()
                            .trailARN(trail.arn())
                            .name(trail.name())
                            .homeRegion(trail.region())
                            .build())
                .toList())
        .build();
  }

  private static Trail describe(TrailRecord trail) {
    return Trail.builder()
        .name(trail.name())
        .s3BucketName(trail.bucket())
        .s3KeyPrefix(trail.prefix())
        .includeGlobalServiceEvents(trail.globalEvents())
        .isMultiRegionTrail(trail.multiRegion())
        .homeRegion(trail.region())
        .trailARN(trail.arn())
        .logFileValidationEnabled(trail.validation())
        .hasCustomEventSelectors(trail.customSelectors())
        .hasInsightSelectors(!trail.insights().isEmpty())
        .isOrganizationTrail(false)
        .build();
  }

  private static void checkCombination(TrailRecord trail) {
    if (trail.multiRegion() && !trail.globalEvents()) {
      throw CloudTrailError.INVALID_PARAMETER_COMBINATION.because(
          "Multi-Region trail must include global service events.");
    }
  }

  /** The console sends an empty key id for none. */
  private static void refuseUnsupported(String kmsKeyId, Boolean organization) {
    if (emptyToNull(kmsKeyId) != null || Boolean.TRUE.equals(organization)) {
      throw new ServiceException(
          "NotImplemented",
          501,
          "Trailmark does not implement log files under a KMS key, nor organization trails.");
    }
  }

  private static String emptyToNull(String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  /** What is locked while a region's trails are changed. */
  static String scope(Call call) {
    return "cloudtrail/" + call.accountId() + "/" + call.region();
  }
}
