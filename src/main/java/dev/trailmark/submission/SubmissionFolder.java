package dev.trailmark.submission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder of submissions. Each is a folder that holds a {@code submission.yaml}, or a YAML file of
 * its own; a folder that is itself one submission is accepted too. Hidden entries, and files of
 * other kinds, are passed over.
 */
public final class SubmissionFolder {
  /** The name of the file that a submission's folder holds. */
  public static final String FILE_NAME = "submission.yaml";

  private final Path directory;

  /** A folder at the given place, which need not exist yet. */
  public SubmissionFolder(Path directory) {
    this.directory = directory;
  }

  /**
   * Where a submission lies.
   *
   * @param id its short name: the folder's name, or the file's without its ending
   * @param file its YAML file, which may be missing
   */
  public record Entry(String id, Path file) {}

  /**
   * Lists the folder's submissions, by name.
   *
   * @throws SubmissionException when the folder does not exist, cannot be read, holds no
   *     submission, or holds two of one name
   */
  public List<Entry> entries() throws SubmissionException {
    if (Files.isRegularFile(directory.resolve(FILE_NAME))) {
      Path name = directory.toAbsolutePath().normalize().getFileName();
      return List.of(
          new Entry(name == null ? "submission" : name.toString(), directory.resolve(FILE_NAME)));
    }
    if (Files.isRegularFile(directory) && isYaml(directory)) {
      return List.of(new Entry(withoutEnding(directory), directory));
    }
    if (!Files.isDirectory(directory)) {
      throw new SubmissionException(
          directory + ": no such folder; give the folder that holds the submissions");
    }
    List<Entry> entries = distinct(list());
    if (entries.isEmpty()) {
      throw new SubmissionException(
          directory + ": no submission in it; each is NAME/" + FILE_NAME + " or NAME.yaml");
    }
    return entries;
  }

  private List<Entry> list() throws SubmissionException {
    try (Stream<Path> children = Files.list(directory)) {
      List<Entry> entries = new ArrayList<>();
      for (Path child : children.sorted().toList()) {
        if (child.getFileName().toString().startsWith(".")) {
          continue;
        }
        if (Files.isDirectory(child)) {
          entries.add(new Entry(child.getFileName().toString(), child.resolve(FILE_NAME)));
        } else if (isYaml(child)) {
          entries.add(new Entry(withoutEnding(child), child));
        }
      }
      return entries;
    } catch (IOException e) {
      throw new SubmissionException(directory + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  private List<Entry> distinct(List<Entry> entries) throws SubmissionException {
    Map<String, Path> seen = new HashMap<>();
    for (Entry entry : entries) {
      Path other = seen.put(entry.id(), entry.file());
      if (other != null) {
        throw new SubmissionException(
            entry.file() + ": the same name as " + other + "; rename one of them");
      }
    }
    return entries;
  }

  private static boolean isYaml(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private static String withoutEnding(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }
}
