package dev.trailmark.cloud.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * RSA blocks that are padded nearly right, in the manner of project Wycheproof's negative cases:
 * PSS and OAEP are put together here byte by byte, so that each part can be wrong by itself.
 */
class PaddingForgeriesTest {
  private static final int BLOCK = 256;
  private static final int HASH = 32;
  private static final byte[] MESSAGE = "a message".getBytes(US_ASCII);

  private static byte[] sha256(byte[]... parts) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /** RFC 8017, B.2.1: MGF1. */
  private static byte[] mask(String digest, byte[] seed, int length) throws Exception {
    byte[] out = new byte[length];
    for (int i = 0, at = 0; at < length; i++) {
      MessageDigest hash = MessageDigest.getInstance(digest);
      hash.update(seed);
      byte[] part = hash.digest(new byte[] {0, 0, 0, (byte) i});
      int n = Math.min(part.length, length - at);
      System.arraycopy(part, 0, out, at, n);
      at += n;
    }
    return out;
  }

  private static byte[] xor(byte[] one, byte[] other) {
    byte[] out = one.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] ^= other[i];
    }
    return out;
  }

  /** RFC 8017, 9.1.1, with all that can be wrong given. */
  private static byte[] pss(int saltLength, int separator, int trailer, int filling, String mgf)
      throws Exception {
    byte[] salt = new byte[saltLength];
    Arrays.fill(salt, (byte) 7);
    byte[] hash = sha256(new byte[8], sha256(MESSAGE), salt);
    byte[] db = new byte[BLOCK - HASH - 1];
    Arrays.fill(db, 0, db.length - saltLength - 1, (byte) filling);
    db[db.length - saltLength - 1] = (byte) separator;
    System.arraycopy(salt, 0, db, db.length - saltLength, saltLength);
    byte[] masked = xor(db, mask(mgf, hash, db.length));
    masked[0] &= 0x7f;
    byte[] block = Arrays.copyOf(masked, BLOCK);
    System.arraycopy(hash, 0, block, masked.length, HASH);
    block[BLOCK - 1] = (byte) trailer;
    return block;
  }

  private static boolean holds(byte[] block) throws Exception {
    return SigningScheme.named("RSASSA_PSS_SHA_256")
        .verify(
            PairSpec.RSA_2048,
            RsaVectorKey.publicKey(),
            MessageForm.RAW,
            MESSAGE,
            RsaVectorKey.signed(block));
  }

  @Test
  void noPssPaddingOfAnotherFormHolds() throws Exception {
    assertThat(holds(pss(HASH, 1, 0xbc, 0, "SHA-256"))).as("the padding as it is to be").isTrue();
    Map<String, byte[]> forged = new LinkedHashMap<>();
    forged.put("without a salt", pss(0, 1, 0xbc, 0, "SHA-256"));
    forged.put("a short salt", pss(HASH - 1, 1, 0xbc, 0, "SHA-256"));
    forged.put("a long salt", pss(64, 1, 0xbc, 0, "SHA-256"));
    forged.put("another separator", pss(HASH, 2, 0xbc, 0, "SHA-256"));
    forged.put("no separator", pss(HASH, 0, 0xbc, 0, "SHA-256"));
    forged.put("another trailer", pss(HASH, 1, 0xcc, 0, "SHA-256"));
    forged.put("padding that is not zero", pss(HASH, 1, 0xbc, 0x10, "SHA-256"));
    forged.put("a mask of another hash", pss(HASH, 1, 0xbc, 0, "SHA-1"));
    byte[] topBit = pss(HASH, 1, 0xbc, 0, "SHA-256");
    topBit[0] |= (byte) 0x80;
    forged.put("the top bit set", topBit);
    forged.put("nothing", new byte[BLOCK]);

    for (Map.Entry<String, byte[]> one : forged.entrySet()) {
      assertThat(holds(one.getValue())).as(one.getKey()).isFalse();
    }
  }

  /** RFC 8017, 7.1.1, with all that can be wrong given. */
  private static byte[] oaep(int first, String label, int filling, int separator, String mgf)
      throws Exception {
    byte[] seed = sha256("seed".getBytes(US_ASCII));
    byte[] db = new byte[BLOCK - HASH - 1];
    System.arraycopy(sha256(label.getBytes(US_ASCII)), 0, db, 0, HASH);
    Arrays.fill(db, HASH, db.length - MESSAGE.length - 1, (byte) filling);
    db[db.length - MESSAGE.length - 1] = (byte) separator;
    System.arraycopy(MESSAGE, 0, db, db.length - MESSAGE.length, MESSAGE.length);
    byte[] maskedDb = xor(db, mask(mgf, seed, db.length));
    byte[] maskedSeed = xor(seed, mask(mgf, maskedDb, HASH));
    byte[] block = new byte[BLOCK];
    block[0] = (byte) first;
    System.arraycopy(maskedSeed, 0, block, 1, HASH);
    System.arraycopy(maskedDb, 0, block, 1 + HASH, maskedDb.length);
    return block;
  }

  private static byte[] opened(byte[] block) throws Exception {
    return PublicKeyCipher.named("RSAES_OAEP_SHA_256")
        .decrypt(RsaVectorKey.privateKey(), RsaVectorKey.encrypted(block));
  }

  @Test
  void noOaepPaddingOfAnotherFormOpens() throws Exception {
    assertThat(opened(oaep(0, "", 0, 1, "SHA-256")))
        .as("the padding as it is to be")
        .isEqualTo(MESSAGE);
    Map<String, byte[]> forged = new LinkedHashMap<>();
    forged.put("a first byte that is not zero", oaep(1, "", 0, 1, "SHA-256"));
    forged.put("a label", oaep(0, "label", 0, 1, "SHA-256"));
    forged.put("padding that is not zero", oaep(0, "", 2, 1, "SHA-256"));
    forged.put("another separator", oaep(0, "", 0, 2, "SHA-256"));
    forged.put("a mask of another hash", oaep(0, "", 0, 1, "SHA-1"));
    forged.put("zeros", new byte[BLOCK]);
    byte[] one = new byte[BLOCK];
    one[BLOCK - 1] = 1;
    forged.put("one", one);

    for (Map.Entry<String, byte[]> each : forged.entrySet()) {
      assertThat(opened(each.getValue())).as(each.getKey()).isNull();
    }
    assertThat(
            PublicKeyCipher.named("RSAES_OAEP_SHA_256")
                .decrypt(
                    RsaVectorKey.privateKey(),
                    HexFormat.of().parseHex(RsaVectorKey.MODULUS.toString(16))))
        .as("the modulus itself")
        .isNull();
  }
}
