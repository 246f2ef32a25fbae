package dev.trailmark.cloud.s3.encryption;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.integrity.BodyDigests;
import dev.trailmark.cloud.s3.model.CustomerMark;
import dev.trailmark.cloud.s3.model.EncryptionRecord;
import dev.trailmark.cloud.s3.model.SealRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.Base64;

/**
 * A key that the client provides with each request (SSE-C). It is used and forgotten: what is kept
 * of it is a {@link CustomerMark}. Texts are as recorded from S3, but for the one about a missing
 * MD5, which users of S3 quote.
 *
 * @param secret 32 bytes
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html"
 *     >Using SSE-C</a>
 */
public record CustomerKey(byte[] secret) {
  private static final String STEM =
      "Requests specifying Server Side Encryption with Customer provided keys must provide ";
  private static final int LENGTH = 32;
  private static final int SALT = 16;

  /**
   * The headers that bring a key, as sent; {@code null} where absent.
   *
   * @param algorithm {@code x-amz-server-side-encryption-customer-algorithm}
   * @param key {@code …-customer-key}, base 64
   * @param md5 {@code …-customer-key-MD5}, base 64
   */
  public record Headers(String algorithm, String key, String md5) {
    /** None of them. */
    static final Headers NONE = new Headers(null, null, null);

    /** Whether a key is meant to be there. */
    boolean sent() {
      return algorithm != null || key != null || md5 != null;
    }

    /**
     * The key.
     *
     * @throws ServiceException InvalidArgument, InvalidEncryptionAlgorithmError
     */
    CustomerKey read() {
      CustomerKey read = readUnproved();
      if (md5 == null) {
        throw invalid(STEM + "the client calculated MD5 of the secret key.");
      }
      if (!md5.equals(read.md5())) {
        throw invalid(
            "The calculated MD5 hash of the key did not match the hash that was provided.");
      }
      return read;
    }

    private CustomerKey readUnproved() {
      if (algorithm == null) {
        throw invalid(STEM + "a valid encryption algorithm.");
      }
      if (!algorithm.equals(EncryptionRecord.AES256)) {
        throw S3Error.INVALID_ENCRYPTION_ALGORITHM
            .fail()
            .with("ArgumentName", Sse.HEADER)
            .with("ArgumentValue", algorithm);
      }
      if (key == null) {
        throw invalid(STEM + "an appropriate secret key.");
      }
      byte[] secret = BodyDigests.decode(key);
      if (secret == null || secret.length != LENGTH) {
        throw invalid("The secret key was invalid for the specified algorithm.");
      }
      return new CustomerKey(secret);
    }

    /**
     * The key of an object that is being read; {@code null} when none is wanted. An MD5 that is
     * missing or another's is a wrong key then, as recorded.
     *
     * @throws ServiceException when the headers do not go with how the object is encrypted, or the
     *     key is another
     */
    public CustomerKey readFor(SealRecord seal) {
      if (seal.customer() == null) {
        if (sent()) {
          throw S3Error.INVALID_REQUEST.because(
              "The encryption parameters are not applicable to this object.");
        }
        return null;
      }
      if (!sent()) {
        throw S3Error.INVALID_REQUEST.because(
            "The object was stored using a form of Server Side Encryption. The correct parameters"
                + " must be provided to retrieve the object.");
      }
      CustomerKey sent = readUnproved();
      if (!sent.md5().equals(md5) || !sent.is(seal.customer())) {
        throw S3Error.ACCESS_DENIED.because("%s", STEM + "the correct secret key.");
      }
      return sent;
    }

    /**
     * Refuses a part whose key is not that of its upload.
     *
     * @throws ServiceException InvalidRequest
     */
    public void requireOf(SealRecord seal) {
      if (sent() != (seal.customer() != null)) {
        throw S3Error.INVALID_REQUEST.because(
            "The multipart upload initiate requested encryption. Subsequent part requests must"
                + " include the appropriate encryption parameters.");
      }
      if (sent() && !read().is(seal.customer())) {
        throw S3Error.INVALID_REQUEST.because(
            "The provided encryption parameters did not match the ones used originally.");
      }
    }
  }

  private static ServiceException invalid(String message) {
    return S3Error.INVALID_ARGUMENT.because("%s", message).with("ArgumentName", Sse.HEADER);
  }

  private String md5() {
    return Base64.getEncoder().encodeToString(BodyDigests.md5().digest(secret));
  }

  /** What is kept of the key. */
  CustomerMark mark(byte[] salt) {
    return new CustomerMark(salt, AesGcm.derive(secret, salt), null);
  }

  /** Random bytes for a mark. */
  static int saltLength() {
    return SALT;
  }

  private boolean is(CustomerMark kept) {
    return java.security.MessageDigest.isEqual(mark(kept.salt()).mac(), kept.mac());
  }

  /** Says nothing of the key. */
  @Override
  public String toString() {
    return "CustomerKey[]";
  }
}
