package dev.trailmark.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;

/**
 * A file that somebody handed in, wherever it lies. Its name is a label only: nothing is ever
 * written under it.
 */
public final class SourceFile {

  /** Gets at a file's bytes, as often as it is asked. */
  @FunctionalInterface
  public interface Opener {
    /** The file's bytes from the first one on. */
    InputStream open() throws IOException;
  }

  private final String name;
  private final long size;
  private final Opener opener;

  /**
   * A file.
   *
   * @param name its path within what was handed in, with {@code /} between folders
   * @param size how many bytes it says it has
   * @param opener gets at them
   */
  public SourceFile(String name, long size, Opener opener) {
    this.name = Objects.requireNonNull(name, "name");
    this.size = size;
    this.opener = Objects.requireNonNull(opener, "opener");
  }

  /** Its path within what was handed in, with {@code /} between folders. */
  public String name() {
    return name;
  }

  /** The last part of its path, in lower case. */
  public String simpleName() {
    return name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  /** How many bytes it says it has; reading gives no more. */
  public long size() {
    return size;
  }

  /**
   * Its bytes, from the first one on; may be called again.
   *
   * @throws IOException when it cannot be read, or holds more than it says
   */
  public InputStream open() throws IOException {
    return new NoLongerThan(opener.open(), size, name);
  }

  @Override
  public String toString() {
    return name;
  }
}
