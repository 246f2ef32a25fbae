package dev.trailmark.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.trailmark.lab.Fault;
import dev.trailmark.submission.SubmissionFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;

/** The repository's example submissions, as they are packaged with the command line. */
final class DemoExamples {
  private static final YAMLMapper YAML = YAMLMapper.builder().build();

  private DemoExamples() {}

  /**
   * One example.
   *
   * @param id its short name
   * @param faults the mistakes to make in its account
   */
  record Example(String id, Set<Fault> faults) {
    Example {
      faults = faults == null ? Set.of() : Set.copyOf(faults);
    }
  }

  static List<Example> list() throws IOException {
    try (InputStream in = open("demo.yaml")) {
      return YAML.readValue(in, new TypeReference<>() {});
    }
  }

  /** Copies an example's submission to a folder of its own, and returns the file. */
  static Path copy(Example example, Path directory) throws IOException {
    Path file = directory.resolve(example.id()).resolve(SubmissionFolder.FILE_NAME);
    Files.createDirectories(file.getParent());
    try (InputStream in = open("submissions/" + example.id() + "/" + SubmissionFolder.FILE_NAME)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = DemoExamples.class.getResourceAsStream("/examples/" + name);
    if (in == null) {
      throw new FileNotFoundException("examples/" + name + " is missing from the jar");
    }
    return in;
  }
}
