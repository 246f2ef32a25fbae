package dev.trailmark.integrity;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hexadecimal, as digest files write it. */
public final class Sha256 {

  private static final int BUFFER = 16 << 10;

  private Sha256() {}

  /** The hash of bytes in memory. */
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(start().digest(bytes));
  }

  /**
   * The hash of a stream, of which one buffer is in memory at a time.
   *
   * @throws IOException if the stream cannot be read to its end
   */
  public static String of(InputStream stream) throws IOException {
    MessageDigest hash = start();
    byte[] buffer = new byte[BUFFER];
    for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
      hash.update(buffer, 0, read);
    }
    return HexFormat.of().formatHex(hash.digest());
  }

  private static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
