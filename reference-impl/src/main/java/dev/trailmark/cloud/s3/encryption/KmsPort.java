package dev.trailmark.cloud.s3.encryption;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/**
 * KMS, asked as the caller: key policies and key states decide, and the trail has the call with the
 * caller's identity. KMS's errors come back under S3's names for them.
 */
final class KmsPort {
  private static final int UUID_LENGTH = 36;
  private static final Set<String> ACCESS_DENIED = Set.of("AccessDeniedException", "AccessDenied");

  private KmsPort() {}

  /** A new data key. */
  static GenerateDataKeyResponse generate(
      Call call, BucketRecord bucket, String keyId, Map<String, String> encryptionContext) {
    GenerateDataKeyRequest request =
        GenerateDataKeyRequest.builder()
            .keyId(qualified(call, bucket, keyId))
            .keySpec(DataKeySpec.AES_256)
            .encryptionContext(encryptionContext)
            .build();
    return ask(call, bucket, "GenerateDataKey", request);
  }

  /** A key of S3's own under a key of KMS's. */
  static EncryptResponse encrypt(
      Call call,
      BucketRecord bucket,
      String keyId,
      byte[] plaintext,
      Map<String, String> encryptionContext) {
    EncryptRequest request =
        EncryptRequest.builder()
            .keyId(qualified(call, bucket, keyId))
            .plaintext(SdkBytes.fromByteArray(plaintext))
            .encryptionContext(encryptionContext)
            .build();
    return ask(call, bucket, "Encrypt", request);
  }

  /**
   * What {@link #generate} or {@link #encrypt} encrypted; the request names no key, as S3's does
   * not.
   */
  static byte[] decrypt(
      Call call, BucketRecord bucket, byte[] blob, Map<String, String> encryptionContext) {
    DecryptRequest request =
        DecryptRequest.builder()
            .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(blob))
            .encryptionContext(encryptionContext)
            .build();
    DecryptResponse response = ask(call, bucket, "Decrypt", request);
    return response.plaintext().asByteArrayUnsafe();
  }

  /**
   * Asks for a permission on a key without a call to KMS.
   *
   * @param action such as {@code kms:Encrypt}
   * @param keyArn the key's ARN
   */
  static void require(
      Call call,
      BucketRecord bucket,
      String action,
      String keyArn,
      Map<String, String> encryptionContext) {
    Map<String, List<String>> keys = new HashMap<>(via(bucket));
    keys.put("kms:encryptioncontextkeys", List.copyOf(encryptionContext.keySet()));
    encryptionContext.forEach(
        (name, value) ->
            keys.put("kms:encryptioncontext:" + name.toLowerCase(Locale.ROOT), List.of(value)));
    try {
      call.services().require(call, "kms", action, keyArn, keys);
    } catch (ServiceException e) {
      throw translated(e);
    }
  }

  private static Map<String, List<String>> via(BucketRecord bucket) {
    return Map.of("kms:viaservice", List.of("s3." + bucket.region() + ".amazonaws.com"));
  }

  private static <O extends SdkPojo> O ask(
      Call call, BucketRecord bucket, String operation, SdkPojo request) {
    try {
      return call.services().onBehalfOf(call, "kms", operation, request, via(bucket));
    } catch (ServiceException e) {
      throw translated(e);
    }
  }

  /**
   * A bare key id is the caller's account's; AWS's records name it by ARN. Services have no account
   * of their own: the bucket owner's stands in, for aliases too.
   */
  private static String qualified(Call call, BucketRecord bucket, String keyId) {
    boolean isUuid = isUuid(keyId);
    boolean isAlias = keyId.startsWith("alias/");
    String account = call.accountId();
    if (isUuid || (isAlias && account == null)) {
      String owner = account == null ? bucket.ownerAccount() : account;
      String resource = isUuid ? "key/" + keyId : keyId;
      return "arn:aws:kms:" + bucket.region() + ":" + owner + ":" + resource;
    }
    return keyId;
  }

  private static boolean isUuid(String keyId) {
    if (keyId.length() != UUID_LENGTH) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = keyId.charAt(i);
      boolean fits = i == 8 || i == 13 || i == 18 || i == 23 ? c == '-' : HexFormat.isHexDigit(c);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static ServiceException translated(ServiceException e) {
    if (ACCESS_DENIED.contains(e.code())) {
      return S3Error.ACCESS_DENIED.because("%s", e.getMessage());
    }
    if (e.status() >= 500) {
      return e;
    }
    return new ServiceException("KMS." + e.code(), 400, e.getMessage());
  }
}
