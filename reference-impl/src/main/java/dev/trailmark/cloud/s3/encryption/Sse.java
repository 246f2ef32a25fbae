package dev.trailmark.cloud.s3.encryption;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.model.EncryptionRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.Base64;
import java.util.Map;

/**
 * The server-side encryption that a write asked for or got by default.
 *
 * @param algorithm {@code AES256}, {@code aws:kms} or {@code aws:kms:dsse}; {@code null} with a key
 *     of the client's
 * @param keyId the KMS key in any form; {@code null} for SSE-S3
 * @param context what the request adds to the KMS encryption context
 * @param bucketKey whether a bucket key is used; only with {@code aws:kms}
 * @param byDefault whether the bucket's default chose it, not the request
 * @param customer the client's key (SSE-C); {@code null} otherwise
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html"
 *     >Specifying SSE-KMS</a>
 */
public record Sse(
    String algorithm,
    String keyId,
    Map<String, String> context,
    boolean bucketKey,
    boolean byDefault,
    CustomerKey customer) {

  /** The AWS managed key for S3, which KMS makes on first use. */
  public static final String MANAGED_KEY = "alias/aws/s3";

  /** The header that names the method. */
  public static final String HEADER = "x-amz-server-side-encryption";

  private static final String CONTEXT_HEADER = HEADER + "-context";

  private static final ObjectMapper JSON = strict();

  /**
   * The encryption headers of a write, as sent; {@code null} where absent.
   *
   * @param algorithm {@code x-amz-server-side-encryption}
   * @param keyId {@code …-aws-kms-key-id}
   * @param context {@code …-context}: base 64 of a JSON object of strings
   * @param bucketKey {@code …-bucket-key-enabled}
   * @param customer what brings a key of the client's
   */
  public record Headers(
      String algorithm,
      String keyId,
      String context,
      Boolean bucketKey,
      CustomerKey.Headers customer) {

    /** What the headers and the bucket's default come to; the headers go first. */
    public Sse over(EncryptionRecord bucketDefault) {
      check();
      if (customer.sent()) {
        return new Sse(null, null, Map.of(), false, false, customer.read());
      }
      if (algorithm == null) {
        return fromDefault(bucketDefault);
      }
      if (algorithm.equals(EncryptionRecord.AES256)) {
        return new Sse(EncryptionRecord.AES256, null, Map.of(), false, false, null);
      }
      return new Sse(
          algorithm,
          keyId == null ? MANAGED_KEY : keyId,
          parseContext(context),
          usesBucketKey(algorithm, bucketDefault),
          false,
          null);
    }

    private Sse fromDefault(EncryptionRecord rule) {
      if (rule.algorithm().equals(EncryptionRecord.AES256)) {
        return new Sse(EncryptionRecord.AES256, null, Map.of(), false, true, null);
      }
      return new Sse(
          rule.algorithm(),
          rule.keyId() == null ? MANAGED_KEY : rule.keyId(),
          Map.of(),
          usesBucketKey(rule.algorithm(), rule),
          true,
          null);
    }

    /** There are no bucket keys for two layers. */
    private boolean usesBucketKey(String method, EncryptionRecord rule) {
      return method.equals(EncryptionRecord.KMS)
          && (bucketKey == null ? rule.bucketKey() : bucketKey);
    }

    private void check() {
      if (algorithm != null && customer.sent()) {
        throw S3Error.INVALID_ARGUMENT
            .because(
                "Server Side Encryption with Customer provided key is incompatible with the"
                    + " encryption method specified")
            .with("ArgumentName", HEADER)
            .with("ArgumentValue", algorithm);
      }
      if (algorithm != null && !algorithm.equals(EncryptionRecord.AES256) && !isKms(algorithm)) {
        throw unsupported(algorithm);
      }
      if ((keyId != null || context != null) && !isKms(algorithm)) {
        throw S3Error.INVALID_ARGUMENT
            .because(
                "Server Side Encryption with AWS KMS managed key requires HTTP header"
                    + " x-amz-server-side-encryption : aws:kms")
            .with("ArgumentName", HEADER)
            .with("ArgumentValue", algorithm == null ? "null" : algorithm);
      }
    }
  }

  /** Whether KMS guards the data key. */
  public boolean isKms() {
    return isKms(algorithm);
  }

  /** Whether a method asks KMS. */
  static boolean isKms(String algorithm) {
    return EncryptionRecord.KMS.equals(algorithm) || EncryptionRecord.DSSE.equals(algorithm);
  }

  /** Whether the entity tag is opaque. */
  public boolean hidesTag() {
    return isKms() || customer != null;
  }

  /** The refusal of an encryption method: not there yet, or not known to S3 at all. */
  static ServiceException unsupported(String algorithm) {
    if (algorithm.equals("aws:fsx")) {
      return S3Error.NOT_IMPLEMENTED
          .fail()
          .with("Header", HEADER)
          .with("additionalMessage", "The encryption method " + algorithm + " is not implemented");
    }
    return S3Error.INVALID_ARGUMENT
        .because("The encryption method specified is not supported")
        .with("ArgumentName", HEADER)
        .with("ArgumentValue", algorithm);
  }

  private static Map<String, String> parseContext(String header) {
    if (header == null) {
      return Map.of();
    }
    try {
      return Map.copyOf(
          JSON.readValue(
              Base64.getDecoder().decode(header), new TypeReference<Map<String, String>>() {}));
    } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
      throw badContext(header);
    } catch (java.io.IOException e) {
      throw badContext(header);
    }
  }

  private static ServiceException badContext(String header) {
    return S3Error.INVALID_ARGUMENT
        .because(
            "The header '%s' shall be Base64-encoded UTF-8 string holding JSON which represents a"
                + " string-string map",
            CONTEXT_HEADER)
        .with("ArgumentName", CONTEXT_HEADER)
        .with("ArgumentValue", header);
  }

  private static ObjectMapper strict() {
    ObjectMapper mapper = new ObjectMapper();
    for (CoercionInputShape shape :
        new CoercionInputShape[] {
          CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
        }) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    return mapper;
  }
}
