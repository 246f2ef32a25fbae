package dev.trailmark.submission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of submissions. Each is a folder or a zip, with or without a {@code submission.yaml} in
 * it, or a YAML file of its own; a folder, zip or file that is itself one submission is accepted
 * too. A folder of nothing but {@code attempt-1}, {@code attempt-2} … holds one student's attempts,
 * and a folder with Gradescope's {@code submission_metadata.json} the submission beside it. An
 * archive of another kind, or a document, is somebody's work too, though it cannot be read. Hidden
 * entries, and files of other kinds, are passed over.
 */
public final class SubmissionFolder {
  /** The name of the file that a submission's folder holds. */
  public static final String FILE_NAME = "submission.yaml";

  private static final Pattern ATTEMPT =
      Pattern.compile("attempt[-_ ]?0*([1-9]\\d{0,3})(?:\\.(?:zip|ya?ml))?");

  /** What students hand in although it is not read; whoever did is told so, and not left out. */
  private static final Pattern UNREADABLE =
      Pattern.compile(
          "(.+?)\\.(?:tar(?:\\.\\w{2,4})?|tgz|tbz2?|txz|gz|bz2|xz|rar|7z|pdf|docx?|odt|rtf|pages)",
          Pattern.CASE_INSENSITIVE);

  /** How many faults of one kind a message names. */
  private static final int MOST_NAMED = 10;

  private final Path directory;

  /** A folder at the given place, which need not exist yet. */
  public SubmissionFolder(Path directory) {
    this.directory = directory;
  }

  /**
   * Where a submission lies.
   *
   * @param id its short name: the folder's name, or the file's without its ending
   * @param file its {@code submission.yaml} if it has one, else its YAML file, zip or folder
   * @param attempt which of the student's attempts it is by the name of its folder; empty when that
   *     does not say
   */
  public record Entry(String id, Path file, Optional<Integer> attempt) {
    /** A submission of which there is one attempt. */
    public Entry(String id, Path file) {
      this(id, file, Optional.empty());
    }

    /** A name that no other attempt has. */
    String label() {
      return attempt.map(number -> id + ", attempt " + number).orElse(id);
    }
  }

  /**
   * Lists the folder's submissions, by name.
   *
   * @throws SubmissionException when the folder does not exist, cannot be read, holds no
   *     submission, or holds two of one name
   */
  public List<Entry> entries() throws SubmissionException {
    if (Files.isRegularFile(directory)) {
      return List.of(new Entry(withoutEnding(directory), directory));
    }
    if (!Files.isDirectory(directory)) {
      throw new SubmissionException(
          directory + ": no such folder; give the folder that holds the submissions");
    }
    if (GradescopeMetadata.beside(directory.resolve(GradescopeMetadata.SUBMISSION)).isPresent()) {
      return List.of(new Entry(name(), inFolder(directory)));
    }
    List<Path> children = children(directory);
    if (children.stream().allMatch(child -> attempt(child).isPresent()) && !children.isEmpty()) {
      return distinct(attempts(name(), children).toList());
    }
    if (isOne(children)) {
      return List.of(new Entry(name(), inFolder(directory)));
    }
    List<Entry> entries = distinct(children.stream().flatMap(SubmissionFolder::entry).toList());
    if (entries.isEmpty()) {
      throw new SubmissionException(
          directory
              + ": no submission in it; each is a folder, a zip, or NAME.yaml, see"
              + " docs/SUBMISSIONS.md");
    }
    return entries;
  }

  /**
   * The files among the submissions that are none, such as a list of the class: whoever grades may
   * have taken one for a submission.
   *
   * @throws SubmissionException when the folder cannot be read
   */
  public List<Path> passedOver() throws SubmissionException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<Path> children = children(directory);
    return isOne(children)
        ? List.of()
        : children.stream().filter(child -> entry(child).findAny().isEmpty()).toList();
  }

  /** Whether the folder is one submission: by what lies in it, or since nothing else does. */
  private static boolean isOne(List<Path> children) {
    return children.stream().anyMatch(SubmissionFolder::belongsToOne)
        || children.stream().anyMatch(Files::isRegularFile)
            && children.stream().noneMatch(SubmissionFolder::readable);
  }

  /** Whether there may be a submission in it that can be read. */
  private static boolean readable(Path child) {
    return Files.isDirectory(child) || isYaml(child) || ZipIntake.isZip(child.toString());
  }

  private String name() {
    Path name = directory.toAbsolutePath().normalize().getFileName();
    return name == null ? "submission" : name.toString();
  }

  /** Which attempt a folder, zip or file is by its name. */
  private static Optional<Integer> attempt(Path child) {
    Matcher name = ATTEMPT.matcher(simpleName(child));
    return name.matches() ? Optional.of(Integer.valueOf(name.group(1))) : Optional.empty();
  }

  private static Stream<Entry> attempts(String id, List<Path> children) {
    return children.stream()
        .map(
            child ->
                new Entry(id, Files.isDirectory(child) ? inFolder(child) : child, attempt(child)));
  }

  private static Stream<Entry> entry(Path child) {
    if (Files.isDirectory(child)) {
      List<Path> inside = childrenIfReadable(child);
      if (!inside.isEmpty() && inside.stream().allMatch(each -> attempt(each).isPresent())) {
        return attempts(child.getFileName().toString(), inside);
      }
      return Stream.of(new Entry(child.getFileName().toString(), inFolder(child)));
    }
    return readable(child) || UNREADABLE.matcher(child.getFileName().toString()).matches()
        ? Stream.of(new Entry(withoutEnding(child), child))
        : Stream.empty();
  }

  /** The folder's {@code submission.yaml}, however it is spelt; the folder when there is none. */
  private static Path inFolder(Path folder) {
    Path inner = folder.resolve(GradescopeMetadata.SUBMISSION);
    Path place = GradescopeMetadata.beside(inner).isPresent() ? inner : folder;
    return childrenIfReadable(place).stream()
        .filter(SubmissionFolder::declares)
        .findFirst()
        .orElse(place);
  }

  /** Whoever opens a folder that cannot be listed is told why; here it holds nothing. */
  private static List<Path> childrenIfReadable(Path folder) {
    try {
      return children(folder);
    } catch (SubmissionException e) {
      return List.of();
    }
  }

  private static List<Path> children(Path folder) throws SubmissionException {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> !child.getFileName().toString().startsWith("."))
          .filter(child -> !Intake.litter(child.getFileName().toString()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new SubmissionException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  /** Whether something in a folder says that the folder is one submission, not many. */
  private static boolean belongsToOne(Path child) {
    return Files.isDirectory(child)
        ? simpleName(child).equals("awslogs")
        : simpleName(child).matches("submission\\.ya?ml|answers?\\.ya?ml|.*\\.json|.*\\.json\\.gz");
  }

  /** Whether a file is a {@code submission.yaml}, however it is spelt. */
  static boolean declares(Path file) {
    return Files.isRegularFile(file) && simpleName(file).matches("submission\\.ya?ml");
  }

  private static String simpleName(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  private List<Entry> distinct(List<Entry> entries) throws SubmissionException {
    Map<String, Path> seen = new HashMap<>();
    List<String> doubles = new ArrayList<>();
    for (Entry entry : entries) {
      Path other = seen.putIfAbsent(entry.label(), entry.file());
      if (other != null) {
        doubles.add(entry.file() + ": the same name as " + other);
      }
    }
    if (!doubles.isEmpty()) {
      int more = doubles.size() - MOST_NAMED;
      throw new SubmissionException(
          String.join("; ", doubles.subList(0, Math.min(MOST_NAMED, doubles.size())))
              + (more > 0 ? "; and %d more".formatted(more) : "")
              + (doubles.size() == 1 ? "; rename one of them" : "; rename one of each two"));
    }
    return entries;
  }

  static boolean isYaml(Path file) {
    return Files.isRegularFile(file) && simpleName(file).matches(".*\\.ya?ml");
  }

  private static String withoutEnding(Path file) {
    String name = file.getFileName().toString();
    Matcher other = UNREADABLE.matcher(name);
    if (other.matches()) {
      return other.group(1);
    }
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
