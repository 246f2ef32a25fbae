package dev.trailmark.cloud.kms.cipher;

import java.util.HexFormat;

/**
 * The layout of a symmetric ciphertext: where its parts lie in one byte array.
 *
 * <pre>
 * 01 02 02 00 78            marker; 01 02 03 00 78 when a data key or a data key pair's private key is inside
 * 32 bytes                  id of the key material
 * 01                        version of the derivation
 * 16 bytes                  salt from which this message's key is derived
 * 4 bytes, big endian       length of what follows
 * DER                       PKCS #7 EncryptedData: AES-256-GCM, 12-byte nonce, ciphertext and 16-byte tag
 * </pre>
 *
 * <p>What is encrypted is a header of 11 bytes and the plaintext. AWS calls its format opaque; this
 * shape was read off published and recorded ciphertexts, whose 32 bytes are the material id that
 * the same answers name, and whose lengths leave room for those 11 bytes. What AWS has in them, and
 * in the salt, is not known: the header is zeros here. Reading is strict: each byte that is neither
 * material id, salt, nonce nor ciphertext has only its one or two values, so a changed byte never
 * goes unnoticed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2315#section-13">RFC 2315, section 13
 *     (EncryptedData)</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5084#section-3.2">RFC 5084, section 3.2
 *     (AES-GCM)</a>
 */
final class CiphertextBlob {
  static final int SALT_LENGTH = 16;
  static final int NONCE_LENGTH = 12;
  static final int TAG_LENGTH = 16;

  /** How much longer than the plaintext that is which is encrypted. */
  static final int HEADER_LENGTH = 11;

  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] MARKER = {1, 2, 2, 0, 0x78};
  private static final byte[] DATA_KEY_MARKER = {1, 2, 3, 0, 0x78};
  private static final int MATERIAL_ID_LENGTH = 32;
  private static final int DERIVATION_AT = MARKER.length + MATERIAL_ID_LENGTH;
  private static final byte DERIVATION = 1;
  private static final int SALT_AT = DERIVATION_AT + 1;
  private static final int LENGTH_AT = SALT_AT + SALT_LENGTH;
  private static final int DER_AT = LENGTH_AT + 4;

  private static final int SEQUENCE = 0x30;
  private static final int EXPLICIT_CONTENT = 0xA0;
  private static final int IMPLICIT_OCTETS = 0x80;

  /** OBJECT IDENTIFIER encryptedData, 1.2.840.113549.1.7.6. */
  private static final byte[] ENCRYPTED_DATA = HEX.parseHex("06092a864886f70d010706");

  /** INTEGER 0. */
  private static final byte[] VERSION = HEX.parseHex("020100");

  /** OBJECT IDENTIFIER data, then the algorithm up to its nonce: aes256-GCM. */
  private static final byte[] ALGORITHM =
      HEX.parseHex("06092a864886f70d010701301e060960864801650304012e3011040c");

  /** INTEGER 16, the tag's length. */
  private static final byte[] TAG_PARAMETER = HEX.parseHex("020110");

  private final byte[] bytes;
  private final int nonceAt;
  private final int sealedAt;

  private CiphertextBlob(byte[] bytes, int nonceAt, int sealedAt) {
    this.bytes = bytes;
    this.nonceAt = nonceAt;
    this.sealedAt = sealedAt;
  }

  /**
   * An empty blob for a plaintext of that many bytes: all but salt, nonce and ciphertext.
   *
   * @param materialId 64 hexadecimal digits
   * @param dataKey whether it is for a key that KMS has just made
   */
  static CiphertextBlob forPlaintext(String materialId, int plaintextLength, boolean dataKey) {
    int sealed = HEADER_LENGTH + plaintextLength + TAG_LENGTH;
    int content = ALGORITHM.length + NONCE_LENGTH + TAG_PARAMETER.length + Der.size(sealed);
    int body = VERSION.length + Der.size(content);
    int wrapped = ENCRYPTED_DATA.length + Der.size(Der.size(body));
    byte[] out = new byte[DER_AT + Der.size(wrapped)];

    System.arraycopy(dataKey ? DATA_KEY_MARKER : MARKER, 0, out, 0, MARKER.length);
    System.arraycopy(HEX.parseHex(materialId), 0, out, MARKER.length, MATERIAL_ID_LENGTH);
    out[DERIVATION_AT] = DERIVATION;
    int length = out.length - DER_AT;
    for (int i = 0; i < 4; i++) {
      out[LENGTH_AT + i] = (byte) (length >>> (24 - 8 * i));
    }
    int at = Der.header(out, DER_AT, SEQUENCE, wrapped);
    at = Der.raw(out, at, ENCRYPTED_DATA);
    at = Der.header(out, at, EXPLICIT_CONTENT, Der.size(body));
    at = Der.header(out, at, SEQUENCE, body);
    at = Der.raw(out, at, VERSION);
    at = Der.header(out, at, SEQUENCE, content);
    int nonce = Der.raw(out, at, ALGORITHM);
    at = Der.raw(out, nonce + NONCE_LENGTH, TAG_PARAMETER);
    return new CiphertextBlob(out, nonce, Der.header(out, at, IMPLICIT_OCTETS, sealed));
  }

  /** Reads a blob; {@code null} when the bytes are none. The array is not copied. */
  static CiphertextBlob parse(byte[] bytes) {
    if (!Der.matches(bytes, 0, MARKER) && !Der.matches(bytes, 0, DATA_KEY_MARKER)
        || bytes.length < DER_AT
        || bytes[DERIVATION_AT] != DERIVATION) {
      return null;
    }
    int length = 0;
    for (int i = 0; i < 4; i++) {
      length = length << 8 | bytes[LENGTH_AT + i] & 0xFF;
    }
    if (length != bytes.length - DER_AT) {
      return null;
    }
    int at = Der.enter(bytes, DER_AT, SEQUENCE);
    at = Der.expect(bytes, at, ENCRYPTED_DATA);
    at = Der.enter(bytes, at, EXPLICIT_CONTENT);
    at = Der.enter(bytes, at, SEQUENCE);
    at = Der.expect(bytes, at, VERSION);
    at = Der.enter(bytes, at, SEQUENCE);
    int nonce = Der.expect(bytes, at, ALGORITHM);
    at = nonce < 0 ? -1 : Der.expect(bytes, nonce + NONCE_LENGTH, TAG_PARAMETER);
    int sealed = Der.enter(bytes, at, IMPLICIT_OCTETS);
    return sealed < 0 || bytes.length - sealed < HEADER_LENGTH + TAG_LENGTH
        ? null
        : new CiphertextBlob(bytes, nonce, sealed);
  }

  /** The whole blob; not a copy. */
  byte[] bytes() {
    return bytes;
  }

  /** The id of the key material, 64 hexadecimal digits. */
  String materialId() {
    return HEX.formatHex(bytes, MARKER.length, DERIVATION_AT);
  }

  int saltAt() {
    return SALT_AT;
  }

  int nonceAt() {
    return nonceAt;
  }

  /** Where ciphertext and tag begin; they reach to the end. */
  int sealedAt() {
    return sealedAt;
  }
}
