package dev.trailmark.classroom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.trailmark.submission.Access;
import dev.trailmark.submission.AccessKeys;
import dev.trailmark.submission.RoleToAssume;
import dev.trailmark.submission.StrictYaml;
import dev.trailmark.submission.SubmissionException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code class.yaml}: by what the instructor grades a class. It holds the grader's key, so its
 * owner alone may read it.
 *
 * @param server where the simulator answers
 * @param region the region that the lab is done in
 * @param grader the key of the user that grades
 * @param students the class
 */
public record ClassFile(String server, String region, Grader grader, List<Member> students) {
  private static final long LARGEST = 4L << 20;
  private static final StrictYaml READER = new StrictYaml("docs/CLASSES.md", LARGEST);
  private static final YAMLMapper WRITER =
      YAMLMapper.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build();
  private static final String HEAD =
      """
      # What `trailmark grade --server` grades this class by, made by `trailmark class init`.
      # It holds a key that can read every student's account: keep it to yourself.
      """;

  /** The key of the user that grades; without its secret as text. */
  public record Grader(String accessKeyId, String secretAccessKey) {
    @Override
    public String toString() {
      return "Grader[" + accessKeyId + "]";
    }
  }

  /**
   * A student of the class.
   *
   * @param id what the student is known by
   * @param email may be {@code null}
   * @param account twelve digits
   * @param role the ARN of the role by which the grader looks into the account
   * @param externalId what that role asks for
   */
  public record Member(
      String id, String name, String email, String account, String role, String externalId) {
    @Override
    public String toString() {
      return "Member[" + id + ", " + account + "]";
    }
  }

  /**
   * Reads the file.
   *
   * @throws ClassroomException when it cannot be read, or something is missing
   */
  public static ClassFile read(Path file) throws ClassroomException {
    ClassFile read;
    try {
      read = READER.read(file, ClassFile.class);
    } catch (SubmissionException e) {
      throw new ClassroomException(e.getMessage(), e);
    }
    boolean whole =
        read.server != null
            && read.region != null
            && read.grader != null
            && read.grader.accessKeyId != null
            && read.grader.secretAccessKey != null
            && read.students != null
            && read.students.stream().allMatch(ClassFile::isWhole);
    if (!whole) {
      throw new ClassroomException(
          file + ": something is missing in it; make it again with `trailmark class init`");
    }
    return read;
  }

  private static boolean isWhole(Member member) {
    return member != null
        && member.id != null
        && member.name != null
        && member.role != null
        && member.externalId != null;
  }

  /** Reads the file, if there is one. */
  static Optional<ClassFile> find(Path file) throws ClassroomException {
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /** Writes the file, for its owner alone. */
  void write(Path file) throws IOException {
    try {
      SecretFile.write(file, HEAD + WRITER.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts cannot be written as YAML", e);
    }
  }

  /** The same class on a server that is reached by another URL. */
  public ClassFile on(URI url) {
    return new ClassFile(url.toString(), region, grader, students);
  }

  /** How the grader reaches a student's account. */
  public Access access(Member member) {
    return new Access(
        Optional.of(URI.create(server)),
        region,
        Optional.empty(),
        Optional.of(new AccessKeys(grader.accessKeyId, grader.secretAccessKey, Optional.empty())),
        Optional.of(new RoleToAssume(member.role, Optional.of(member.externalId))));
  }

  /** Without the grader's secret. */
  @Override
  public String toString() {
    return "ClassFile[" + server + ", " + students.size() + " students]";
  }
}
