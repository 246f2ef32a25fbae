package dev.trailmark.cloud.store;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Where identifiers and secrets come from, injected so that a test can seed it. Identifiers that
 * are no secret (request ids, event ids) come from a fast generator, keys and secrets from a
 * buffered secure one. Each thread has generators of its own.
 */
public final class Ids {
  private static final char[] HEX = "0123456789abcdef".toCharArray();
  private static final char[] BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();
  private static final char[] UPPER_ALNUM = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray();
  private static final char[] ALNUM =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();
  private static final char[] SECRET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz/+".toCharArray();

  private final ThreadLocal<RandomGenerator> fast;
  private final ThreadLocal<RandomGenerator> secure;

  /** Identifiers from the platform's generators. */
  public Ids() {
    this.fast = ThreadLocal.withInitial(() -> RandomGenerator.of("Xoshiro256PlusPlus"));
    this.secure = ThreadLocal.withInitial(() -> new BufferedRandom(new SecureRandom()));
  }

  /** The same identifiers on every run, for tests; nothing that it makes is secret. */
  public Ids(long seed) {
    Random random =
        new Random(seed); // one for all threads, or they would make the same identifiers
    this.fast = ThreadLocal.withInitial(() -> random);
    this.secure = ThreadLocal.withInitial(() -> random);
  }

  /** A random (version 4) UUID from the fast generator: request and event ids. */
  public String uuid() {
    RandomGenerator random = fast.get();
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  /** An S3 request id: 16 upper-case letters and digits. */
  public String s3RequestId() {
    return pick(UPPER_ALNUM, 16, fast.get());
  }

  /** S3's second request id: 56 bytes in base 64. */
  public String hostId() {
    byte[] bytes = new byte[56];
    fast.get().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Sixteen letters and digits, as at the end of a log file's name. */
  public String logFileSuffix() {
    return pick(ALNUM, 16, fast.get());
  }

  /** Lower-case hexadecimal of that many digits from the fast generator. */
  public String hex(int digits) {
    return pick(HEX, digits, fast.get());
  }

  /**
   * An IAM unique id or access key id: the prefix and upper-case base 32, {@code length} in all.
   */
  public String entityId(String prefix, int length) {
    return prefix + pick(BASE32, length - prefix.length(), secure.get());
  }

  /** A secret access key: 40 characters. */
  public String secretAccessKey() {
    return pick(SECRET, 40, secure.get());
  }

  /** A 12-digit account id that does not begin with 0. */
  public String accountId() {
    RandomGenerator random = secure.get();
    return Long.toString(100_000_000_000L + random.nextLong(900_000_000_000L));
  }

  /** A name's random part from a given alphabet, from the fast generator. */
  public String pick(String alphabet, int length) {
    return pick(alphabet.toCharArray(), length, fast.get());
  }

  /** A source of secrets for key generators, which want one of Java's own kind. */
  public SecureRandom secureRandom() {
    return new Drawn(secure.get());
  }

  /** Secret bytes. */
  public byte[] secretBytes(int length) {
    byte[] bytes = new byte[length];
    secure.get().nextBytes(bytes);
    return bytes;
  }

  private static String pick(char[] alphabet, int length, RandomGenerator random) {
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = alphabet[random.nextInt(alphabet.length)];
    }
    return new String(chars);
  }

  /** Draws from SecureRandom 4 KiB at a time: its cost is per call more than per byte. */
  private static final class BufferedRandom implements RandomGenerator {
    private final SecureRandom source;
    private final byte[] buffer = new byte[4096];
    private int used = buffer.length;

    BufferedRandom(SecureRandom source) {
      this.source = source;
    }

    @Override
    public long nextLong() {
      byte[] eight = new byte[8];
      nextBytes(eight);
      long value = 0;
      for (byte b : eight) {
        value = (value << 8) | (b & 0xFF);
      }
      return value;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      if (bytes.length > buffer.length / 4) {
        source.nextBytes(bytes);
        return;
      }
      if (used + bytes.length > buffer.length) {
        source.nextBytes(buffer);
        used = 0;
      }
      System.arraycopy(buffer, used, bytes, 0, bytes.length);
      Arrays.fill(buffer, used, used + bytes.length, (byte) 0);
      used += bytes.length;
    }
  }

  /** Draws from a generator of this class, so that a seed decides generated keys too. */
  private static final class Drawn extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient RandomGenerator source;

    Drawn(RandomGenerator source) {
      this.source = source;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      source.nextBytes(bytes);
    }
  }
}
