package dev.trailmark.classroom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailmark.target.ControlRoom;
import dev.trailmark.target.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Gives every student of a roster an account on a shared simulator, a card with its credentials,
 * and the instructor the file to grade them by. Doing it again changes nothing for who is enrolled;
 * students who have left the roster stay.
 */
public final class Enrolment {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String OPERATION = "accounts";
  private static final int EXTERNAL_ID_BYTES = 16;

  private final Target target;
  private final Settings settings;
  private final RandomGenerator random;
  private final ControlRoom control;

  /**
   * What does not change from student to student.
   *
   * @param folder where {@code class.yaml} and {@code cards} are
   * @param server the URL that the grader uses
   * @param cardServer the URL that students use
   * @param rotate ids of students who get a new key
   * @param rotateAll whether all do
   */
  public record Settings(
      Path folder, String server, String cardServer, Set<String> rotate, boolean rotateAll) {

    Path classFile() {
      return folder.resolve("class.yaml");
    }

    Path cards() {
      return folder.resolve("cards");
    }

    boolean rotates(Student student) {
      return rotateAll || rotate.contains(student.id());
    }
  }

  /**
   * What came of it.
   *
   * @param made how many accounts are new
   * @param rotated how many students have a new key
   * @param kept how many accounts were there already
   * @param cardless ids of students whose key was told before, and who have no card here
   * @param others ids of students who have an account and are not in the roster
   */
  public record Outcome(
      int made, int rotated, int kept, List<String> cardless, List<String> others) {}

  /** Hears of every student. */
  @FunctionalInterface
  public interface Progress {
    /** A student is enrolled. */
    void enrolled(int number, int of, Student student, String account);
  }

  /**
   * An enrolment.
   *
   * @param target the simulator, asked as the root user of its first account
   * @param random makes external ids
   */
  public Enrolment(Target target, Settings settings, RandomGenerator random) {
    this.target = target;
    this.settings = settings;
    this.random = random;
    this.control = target.control();
  }

  /**
   * Enrols a class.
   *
   * @throws ClassroomException when the server refuses or is silent, or a file is not right; who
   *     was enrolled until then is, and has a card
   * @throws IOException when a file cannot be written
   */
  public Outcome enrol(List<Student> students, Progress progress)
      throws ClassroomException, IOException {
    Optional<ClassFile> known = ClassFile.find(settings.classFile());
    JsonNode enrolled = Answers.of(control.ask("students", JSON.createObjectNode()), "the list");
    SecretFile.makeFolder(settings.cards());
    GraderUser user = new GraderUser(target);
    String grader = user.provide();
    ClassFile.Grader key = user.key(known.map(ClassFile::grader));
    Map<String, ClassFile.Member> members = new LinkedHashMap<>();
    known.ifPresent(file -> file.students().forEach(member -> members.put(member.id(), member)));
    Tally tally = new Tally();
    try {
      for (Student student : students) {
        JsonNode provided = provide(student, members.get(student.id()), grader, members);
        tally.note(student, provided);
        progress.enrolled(
            tally.count(), students.size(), student, provided.path("account").asText());
      }
    } finally {
      new ClassFile(settings.server(), target.region(), key, List.copyOf(members.values()))
          .write(settings.classFile());
    }
    return tally.outcome(students, enrolled);
  }

  private JsonNode provide(
      Student student,
      ClassFile.Member before,
      String grader,
      Map<String, ClassFile.Member> members)
      throws ClassroomException, IOException {
    String externalId = before == null ? newExternalId(student) : before.externalId();
    ObjectNode wish = JSON.createObjectNode();
    wish.put("student", student.id());
    wish.put("name", student.name());
    wish.put("rotate", settings.rotates(student));
    wish.putObject("grader")
        .put("principal", grader)
        .put("externalId", externalId)
        .put("policy", policy());
    JsonNode provided = Answers.of(control.ask(OPERATION, wish), "an account for " + student.id());
    members.put(
        student.id(),
        new ClassFile.Member(
            student.id(),
            student.name(),
            student.email().isEmpty() ? null : student.email(),
            provided.path("account").asText(),
            provided.path("graderRole").asText(),
            externalId));
    if (provided.has("credentials")) {
      new Card(student, settings.cardServer(), target.region(), provided).write(settings.cards());
    }
    return provided;
  }

  private String newExternalId(Student student) {
    byte[] bytes = new byte[EXTERNAL_ID_BYTES];
    random.nextBytes(bytes);
    return student.id() + ":" + HexFormat.of().formatHex(bytes);
  }

  private static String policy() {
    try (InputStream in = Enrolment.class.getResourceAsStream("grading-policy.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("a resource of the jar", e);
    }
  }

  /** Counts. */
  private final class Tally {
    private int made;
    private int rotated;
    private int kept;
    private final List<String> cardless = new ArrayList<>();

    void note(Student student, JsonNode provided) {
      if (provided.path("made").asBoolean()) {
        made++;
      } else if (provided.has("credentials")) {
        rotated++;
      } else {
        kept++;
        if (!Files.exists(Card.markdown(settings.cards(), student))) {
          cardless.add(student.id());
        }
      }
    }

    int count() {
      return made + rotated + kept;
    }

    Outcome outcome(List<Student> students, JsonNode enrolled) {
      Set<String> ids = students.stream().map(Student::id).collect(Collectors.toSet());
      List<String> others = new ArrayList<>();
      for (JsonNode each : enrolled.path("students")) {
        if (!ids.contains(each.path("student").asText())) {
          others.add(each.path("student").asText());
        }
      }
      return new Outcome(made, rotated, kept, cardless, others);
    }
  }
}
