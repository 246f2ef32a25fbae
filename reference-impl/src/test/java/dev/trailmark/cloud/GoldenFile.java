package dev.trailmark.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a text with the file of that name below {@code src/test/resources/golden} and tells the
 * lines that differ. With {@code -Dtrailmark.golden=write} the file is written instead; read the
 * difference before it is committed.
 */
public final class GoldenFile {
  private static final Path FILES = Path.of("src/test/resources/golden");
  private static final Path MADE = Path.of("target/golden");

  private GoldenFile() {}

  /** Fails unless the text is the golden file's. */
  public static void check(String name, String text) {
    boolean write = "write".equals(System.getProperty("trailmark.golden"));
    Path golden = FILES.resolve(name);
    Path made = write ? golden : MADE.resolve(name);
    try {
      Files.createDirectories(made.getParent());
      Files.writeString(made, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(golden).as("write it with -Dtrailmark.golden=write").exists();
    assertThat(made)
        .as("%s; to take it over run with -Dtrailmark.golden=write", golden)
        .hasSameTextualContentAs(golden);
  }
}
