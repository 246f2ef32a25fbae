package dev.trailmark.cloud.s3.encryption;

import dev.trailmark.cloud.s3.integrity.BodyDigests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.spec.SecretKeySpec;

/**
 * Bodies at rest: a row of segments, each encrypted by itself, so that a range can be read without
 * what precedes it and memory stays constant. A segment's nonce is the object's random prefix and
 * the segment's number; number and "this is the last one" are authenticated, so that segments
 * cannot be reordered, swapped or cut off unnoticed. An empty body is one empty segment.
 *
 * <p>A body may have several layers: what the first key encrypted is encrypted under the next one.
 */
public final class ObjectCipher {
  /** Plaintext bytes of a full segment; with the tag of one layer it makes 64 KiB. */
  static final int SEGMENT = 65_536 - AesGcm.TAG;

  private static final int PREFIX = 8;

  private final List<SecretKeySpec> keys;
  private final byte[] noncePrefix;

  /**
   * A cipher for one body.
   *
   * @param keys the data keys, the innermost layer's first, used for no other body
   * @param noncePrefix 8 random bytes
   */
  ObjectCipher(List<byte[]> keys, byte[] noncePrefix) {
    List<SecretKeySpec> layers = new ArrayList<>(keys.size());
    keys.forEach(key -> layers.add(AesGcm.key(key)));
    this.keys = layers;
    this.noncePrefix = noncePrefix;
  }

  /** What all layers add to a segment. */
  private int tags() {
    return AesGcm.TAG * keys.size();
  }

  /** Encrypts a body of at most one segment. */
  byte[] sealOnly(byte[] plain) {
    return seal(0, true, plain, plain.length);
  }

  /** Encrypts a stream, whose first segment was read already, to its end; returns its length. */
  long seal(byte[] first, InputStream rest, OutputStream out, BodyDigests digests)
      throws IOException {
    byte[] current = first;
    int length = first.length;
    byte[] next = new byte[SEGMENT];
    long total = length;
    for (int index = 0; ; index++) {
      int more = rest.readNBytes(next, 0, SEGMENT);
      out.write(seal(index, more == 0, current, length));
      if (more == 0) {
        return total;
      }
      digests.update(next, more);
      total += more;
      byte[] spare = current;
      current = next;
      length = more;
      next = spare;
    }
  }

  /** Where, in the stored body, the segment that holds a plaintext offset begins. */
  long storedOffset(long plainOffset) {
    return plainOffset / SEGMENT * (SEGMENT + tags());
  }

  /**
   * Decrypts a range.
   *
   * @param stored the stored body from {@link #storedOffset} of {@code from} on
   * @param size the whole plaintext's length
   * @param from first byte
   * @param length bytes to write
   */
  void open(InputStream stored, long size, long from, long length, OutputStream out)
      throws IOException {
    long index = from / SEGMENT;
    long last = size == 0 ? 0 : (size - 1) / SEGMENT;
    int skip = (int) (from % SEGMENT);
    long left = length;
    byte[] sealed = new byte[SEGMENT + tags()];
    do {
      int plainLength = (int) (index == last ? size - index * SEGMENT : SEGMENT);
      byte[] plain = open(stored, index, index == last, plainLength, sealed);
      int count = (int) Math.min(left, plainLength - skip);
      out.write(plain, skip, count);
      left -= count;
      skip = 0;
      index++;
    } while (left > 0);
  }

  /** Decrypts a body of one segment. */
  byte[] openOnly(InputStream stored, int size) throws IOException {
    return open(stored, 0, true, size, new byte[size + tags()]);
  }

  private byte[] open(InputStream stored, long index, boolean last, int length, byte[] sealed)
      throws IOException {
    int wanted = length + tags();
    if (stored.readNBytes(sealed, 0, wanted) != wanted) {
      throw new IOException("a stored body is shorter than its record says");
    }
    try {
      byte[] opened = sealed;
      for (int layer = keys.size() - 1; layer >= 0; layer--) {
        int stillSealed = length + AesGcm.TAG * (layer + 1);
        opened =
            AesGcm.decrypt(
                keys.get(layer), nonce(index), associated(index, last), opened, 0, stillSealed);
      }
      return opened;
    } catch (AEADBadTagException e) {
      throw new IOException("a stored body was changed", e);
    }
  }

  private byte[] seal(long index, boolean last, byte[] plain, int length) {
    byte[] sealed = plain;
    int count = length;
    for (SecretKeySpec key : keys) {
      sealed = AesGcm.encrypt(key, nonce(index), associated(index, last), sealed, 0, count);
      count = sealed.length;
    }
    return sealed;
  }

  private byte[] nonce(long index) {
    return ByteBuffer.allocate(AesGcm.NONCE)
        .put(noncePrefix, 0, PREFIX)
        .putInt(Math.toIntExact(index))
        .array();
  }

  private static byte[] associated(long index, boolean last) {
    return ByteBuffer.allocate(9).putLong(index).put((byte) (last ? 1 : 0)).array();
  }
}
