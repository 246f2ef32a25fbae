package dev.trailmark.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The test that {@code docs/EMBEDDING.md} shows is {@link EmbeddedTest}, which runs. */
class EmbeddingGuideTest {
  @Test
  void theTestThatTheGuideShowsIsTheOneThatRuns() throws IOException {
    String guide = Files.readString(Path.of("../docs/EMBEDDING.md"));
    List<String> test =
        Files.readAllLines(Path.of("src/test/java/dev/trailmark/cloud/EmbeddedTest.java"));
    String shown =
        guide
            .replaceFirst("(?s).*```java\\R", "")
            .replaceFirst("(?s)```.*", "")
            .replace("import dev.trailmark.cloud.Cloud;\n", "");

    assertThat(shown).isEqualTo(test.stream().skip(2).collect(Collectors.joining("\n", "", "\n")));
  }
}
