package dev.trailmark.cloud.kms.access;

import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.MaterialEntry;
import dev.trailmark.cloud.operation.ServiceEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What KMS does of its own accord, as CloudTrail records it. */
public final class KmsEvents {
  private KmsEvents() {}

  /**
   * A key's end, with its ARN in {@code responseElements} as since December 2022.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/developerguide/ct-delete-key.html">DeleteKey</a>
   */
  public static ServiceEvent deletion(KeyRecord key) {
    return event(key, "DeleteKey", key.deletionDate(), Map.of())
        .answering(Map.of("keyId", key.arn()));
  }

  /** Imported material that has expired. */
  public static ServiceEvent expiry(KeyRecord key, MaterialEntry material) {
    return event(
        key,
        "DeleteExpiredKeyMaterial",
        material.validTo(),
        Map.of("keyId", key.arn(), "keyMaterialId", material.id()));
  }

  /** A rotation, also with the ARN in {@code responseElements}. */
  public static ServiceEvent rotation(
      KeyRecord before, KeyRecord after, Instant time, String type) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("rotationType", type);
    details.put("keyOrigin", before.traits().origin());
    details.put("previousKeyMaterialId", before.currentMaterialId());
    details.put("currentKeyMaterialId", after.currentMaterialId());
    details.put("keyId", before.id());
    return event(before, "RotateKey", time, details).answering(Map.of("keyId", before.arn()));
  }

  /**
   * Replicas brought up to date with their primary. It alone is recorded as a call, with the
   * primary's ARN in its response.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/developerguide/ct-synchronize-multi-region-key.html">SynchronizeMultiRegionKey</a>
   */
  public static ServiceEvent synchronization(KeyRecord primary, Instant time) {
    return event(primary, "SynchronizeMultiRegionKey", time, Map.of())
        .answering(Map.of("keyId", primary.arn()))
        .asCall();
  }

  /** Whether there is anything to be brought up to date. */
  public static boolean hasReplicas(KeyRecord key) {
    return key.primary() && !key.regions().replicas().isEmpty();
  }

  private static ServiceEvent event(
      KeyRecord key, String name, Instant time, Map<String, Object> details) {
    return new ServiceEvent(
        key.account(),
        key.region(),
        name,
        time,
        List.of(KeyAccess.resource(key)),
        null,
        false,
        details);
  }
}
