package dev.trailmark.cloud.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailmark.cloud.policy.Decision;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.IntFunction;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encoded authorization failure messages: why a call was refused, sealed so that only
 * sts:DecodeAuthorizationMessage can tell, and only to the account whose principal was refused. A
 * message is deflated JSON under AES-256-GCM with a key that lives as long as the simulator runs,
 * in URL-safe base 64. It has the form that DecodeAuthorizationMessage documents.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html">DecodeAuthorizationMessage</a>
 */
public final class AuthorizationMessages {
  /** Longest message that DecodeAuthorizationMessage takes. */
  private static final int MAX_LENGTH = 10_240;

  /** Longest JSON that is unpacked, against messages that nobody here made. */
  private static final int MAX_JSON = 1 << 20;

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String SUFFIX = " Encoded authorization failure message: ";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SecretKeySpec key;
  private final IntFunction<byte[]> random;

  /**
   * Messages under a new key.
   *
   * @param random makes secret bytes of a given number
   */
  public AuthorizationMessages(IntFunction<byte[]> random) {
    this.key = new SecretKeySpec(random.apply(KEY_BYTES), "AES");
    this.random = random;
  }

  /**
   * The refusal with the encoded message at its end. Callers without an account, and those of
   * another account than the resource's, are told nothing more.
   */
  public ServiceException explained(
      Call call, AccessCheck check, Decision decision, ServiceException refusal) {
    String account = call.accountId();
    if (account == null || decision.crossAccount()) {
      return refusal;
    }
    ObjectNode message = RefusalReport.of(call, check, decision);
    String encoded = encode(account, message);
    if (encoded.length() > MAX_LENGTH) {
      RefusalReport.dropContext(message);
      encoded = encode(account, message);
    }
    return encoded.length() > MAX_LENGTH ? refusal : refusal.ending(SUFFIX + encoded);
  }

  /**
   * The JSON of a message.
   *
   * @return {@code null} when this simulator has not made it for that account since it started
   */
  public String decode(String account, String message) {
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(message);
      if (sealed.length <= NONCE_BYTES) {
        return null;
      }
      byte[] packed =
          cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), account)
              .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
      return new String(inflated(packed), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return null;
    }
  }

  private String encode(String account, ObjectNode message) {
    byte[] nonce = random.apply(NONCE_BYTES);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce, account)
              .doFinal(deflated(JSON.writeValueAsBytes(message)));
      byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException | JsonProcessingException e) {
      throw new IllegalStateException("a message could not be encoded", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String account) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(account.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static byte[] deflated(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] inflated(byte[] packed) {
    try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return inflater.readNBytes(MAX_JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
