package dev.trailmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares what a writer wrote with the file of the same name below {@code src/test/resources/
 * golden}. With {@code -Dtrailmark.golden=write} the file is written instead; read the difference
 * before it is committed.
 */
public final class Golden {
  private static final Path FILES = Path.of("test/resources/golden");

  private Golden() {}

  /** Fails unless the file that was written is the golden one, byte for byte. */
  public static void check(String name, Path written) throws IOException {
    String text = Files.readString(written);
    if ("write".equals(System.getProperty("trailmark.golden"))) {
      Files.createDirectories(FILES.resolve(name).getParent());
      Files.writeString(FILES.resolve(name), text);
      return;
    }
    try (var in = Golden.class.getResourceAsStream("/golden/" + name)) {
      assertThat(in).as("golden/" + name).isNotNull();
      String golden = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).as(name).isEqualTo(golden);
    }
  }
}
