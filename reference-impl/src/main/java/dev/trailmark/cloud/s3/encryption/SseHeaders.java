package dev.trailmark.cloud.s3.encryption;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.TrailRule;
import dev.trailmark.cloud.s3.model.EncryptionRecord;
import dev.trailmark.cloud.s3.model.SealRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.S3Trail;
import dev.trailmark.cloud.s3.request.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What responses and records say of an object's encryption. */
public final class SseHeaders {
  private static final String CUSTOMER = Sse.HEADER + "-customer-";

  private SseHeaders() {}

  /**
   * Notes {@code SSEApplied} for the record, and answers a key of the client's with its algorithm
   * and MD5. The names for SSE-C and DSSE-KMS are unconfirmed.
   */
  public static void noteApplied(Call call, SealRecord seal) {
    note(call, seal);
    if (seal.customer() != null) {
      call.header(CUSTOMER + "algorithm", EncryptionRecord.AES256);
      call.header(CUSTOMER + "key-MD5", Wire.header(call, CUSTOMER + "key-md5"));
    }
  }

  /**
   * Refuses the header that chooses an encryption method, which was chosen before: on reads, and on
   * the parts of an upload, where users of S3 report the text.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidArgument
   */
  public static void refuse(Call call) {
    String sent = Wire.header(call, Sse.HEADER);
    if (sent != null) {
      throw S3Error.INVALID_ARGUMENT
          .because("%s header is not supported for this operation.", Sse.HEADER)
          .with("ArgumentName", Sse.HEADER)
          .with("ArgumentValue", sent);
    }
  }

  /** Notes {@code SSEApplied} for the record. */
  public static void note(Call call, SealRecord seal) {
    String name = name(seal);
    call.trail().additional("SSEApplied", seal.byDefault() ? "Default_" + name : name);
  }

  private static String name(SealRecord seal) {
    if (seal.customer() != null) {
      return "SSE_C";
    }
    return seal.isDual() ? "DSSE_KMS" : seal.isKms() ? "SSE_KMS" : "SSE_S3";
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

  /** A data event whose response says how the object is encrypted. */
  public static <I, O> TrailRule<I, O> sealed(
      Function<I, String> bucket,
      Function<I, String> key,
      Function<O, String> algorithm,
      Function<O, String> keyArn,
      Function<O, Boolean> bucketKey) {
    return S3Trail.<I, O>write(bucket, key)
        .data()
        .responding(
            (call, out) -> elements(algorithm.apply(out), keyArn.apply(out), bucketKey.apply(out)));
  }
}
