package dev.trailmark.cloud.s3;

import dev.trailmark.cloud.operation.Call;
import java.util.LinkedHashMap;
import java.util.Map;

/** What responses and records say of an object's encryption. */
final class SseHeaders {
  private SseHeaders() {}

  /** Notes {@code SSEApplied} for the record. */
  static void noteApplied(Call call, SealRecord seal) {
    String name = seal.isKms() ? "SSE_KMS" : "SSE_S3";
    call.trail().additional("SSEApplied", seal.byDefault() ? "Default_" + name : name);
  }

  /** The {@code responseElements} of a write's record; {@code null} members are left out. */
  static Map<String, Object> elements(String algorithm, String keyArn, Boolean bucketKey) {
    Map<String, Object> elements = new LinkedHashMap<>();
    if (algorithm != null) {
      elements.put(Sse.HEADER, algorithm);
    }
    if (keyArn != null) {
      elements.put(Sse.HEADER + "-aws-kms-key-id", keyArn);
    }
    if (Boolean.TRUE.equals(bucketKey)) {
      elements.put(Sse.HEADER + "-bucket-key-enabled", "true");
    }
    return elements.isEmpty() ? null : elements;
  }
}
