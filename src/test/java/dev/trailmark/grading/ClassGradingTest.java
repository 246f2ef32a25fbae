package dev.trailmark.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.grading.Candidate.Unreachable;
import dev.trailmark.grading.tiny.FakeStudent;
import dev.trailmark.lab.Progress;
import dev.trailmark.ledger.DiskLedger;
import dev.trailmark.ledger.LedgerException;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Course;
import dev.trailmark.marks.Flag;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Handed;
import dev.trailmark.marks.Late;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.Required;
import dev.trailmark.marks.TaskTerms;
import dev.trailmark.marks.Terms;
import dev.trailmark.steps.LaunchContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that are graded more than once, in part, or not to the end. */
class ClassGradingTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Set<String> EVERY = Set.of();

  @TempDir Path folder;

  private final List<String> looked = Collections.synchronizedList(new ArrayList<>());
  private final Features tiny =
      new Features(
          "tiny", Optional.empty(), "dev.trailmark.grading.tiny", "!demonstration", "not @task:2");
  private Stop stop = new Stop();
  private Course course = Course.USUAL;

  @Test
  void whatHasNotChangedKeepsItsMarksAndIsNotLookedAtAgain() throws Exception {
    grade(paper("ada", "1"), paper("bob", "1", "key"));
    looked.clear();

    GradeBook book = grade(paper("ada", "1"), paper("bob", "2"));

    assertThat(looked).containsExactly("bob");
    assertThat(scores(book)).containsExactly("16", "16");
  }

  @Test
  void marksThatAreKeptAreAsTheyWereToTheLastWord() throws Exception {
    GradeBook first = grade(paper("ada", "1", "description", "answer2"));
    List<Grade> before = List.copyOf(first.grades());

    GradeBook second = grade(paper("ada", "1", "description", "answer2"));

    assertThat(looked).containsExactly("ada");
    assertThat(second.grades()).isEqualTo(before);
    assertThat(second.flags()).isEqualTo(first.flags());
  }

  @Test
  void anotherVersionOrRubricGradesAnew() throws Exception {
    grade(paper("ada", "1"));
    grade(part(EVERY, EVERY, false), "version 2", paper("ada", "1"));
    course = priced("7", "40");
    GradeBook book = grade(part(EVERY, EVERY, false), "version 2", paper("ada", "1"));

    assertThat(looked).containsExactly("ada", "ada", "ada");
    assertThat(book.grades().get(0).maximum()).isEqualByComparingTo("48");
  }

  @Test
  void whatCouldNotBeDecidedIsGradedAgain() throws Exception {
    Candidate open = candidate("ada", "1", new FakeStudent("ada", Set.of(), Set.of("key")), true);
    assertThat(grade(open).decided()).isFalse();

    assertThat(scores(grade(paper("ada", "1")))).containsExactly("16");
  }

  @Test
  void anAccountIsLookedAtAnewUnlessTheLastRunWasBrokenOff() throws Exception {
    grade(account("ada"));
    grade(account("ada"));
    assertThat(looked).containsExactly("ada", "ada");

    stop.request();
    try (DiskLedger ledger = DiskLedger.open(folder, NOW)) {
      grader().grade(List.of(account("ada")), conduct(ledger), ledger);
    }
    stop = new Stop();
    looked.clear();
    grade(account("bob"));
    assertThat(looked).containsExactly("bob");
  }

  @Test
  void againGradesEveryoneAnew() throws Exception {
    grade(paper("ada", "1"));
    grade(part(EVERY, EVERY, true), "", paper("ada", "1"));

    assertThat(looked).containsExactly("ada", "ada");
  }

  @Test
  void oneTaskIsGradedAnewAndTheOthersKeepTheirMarks() throws Exception {
    grade(paper("ada", "1", "key", "answer1"));

    GradeBook book = grade(part(Set.of("7"), EVERY, false), "", paper("ada", "2", "description"));

    Grade grade = book.grades().get(0);
    assertThat(grade.checks())
        .extracting(Check::outcome)
        .containsExactly(Outcome.FAIL, Outcome.PASS, Outcome.PASS, Outcome.PASS);
    assertThat(grade.score()).isEqualByComparingTo("11");
    assertThat(scores(grade(part(Set.of("7"), EVERY, false), "", paper("ada", "2"))))
        .as("the same again")
        .containsExactly("11");
  }

  @Test
  void ofOneTaskAloneTheOthersStayOpen() throws Exception {
    Grade grade = grade(part(Set.of("7"), EVERY, false), "", paper("ada", "1")).grades().get(0);

    assertThat(grade.score()).isEqualByComparingTo("8");
    assertThat(grade.open()).isEqualByComparingTo("8");
    assertThat(grade.checks().get(0).found()).isEqualTo("not graded yet: only task 7 was");
  }

  @Test
  void whoCannotBeReachedForOneTaskKeepsTheMarksOfTheOthers() throws Exception {
    grade(paper("ada", "1"));
    Grade grade = grade(part(Set.of("7"), EVERY, false), "", gone("ada", false)).grades().get(0);

    assertThat(grade.score()).isEqualByComparingTo("8");
    assertThat(grade.open()).isEqualByComparingTo("8");
    assertThat(grade.problem()).isEmpty();
  }

  @Test
  void someStudentsAreGradedAnewAndTheOthersKeepTheirMarks() throws Exception {
    grade(paper("ada", "1"), paper("bob", "1"));
    looked.clear();

    GradeBook book =
        grade(
            part(EVERY, Set.of("bob"), false),
            "",
            paper("ada", "2", "key"),
            paper("bob", "1"),
            paper("eve", "1"));

    assertThat(looked).containsExactly("bob");
    assertThat(book.grades()).extracting(Grade::id).containsExactly("ada", "bob");
    assertThat(scores(book)).containsExactly("16", "16");
  }

  @Test
  void aPartThatIsNotThereIsRefusedBeforeAnyoneIsGraded() {
    assertThatThrownBy(() -> grade(part(Set.of("9"), EVERY, false), "", paper("ada", "1")))
        .isInstanceOf(NoSuchPartException.class)
        .hasMessage("there is no task \"9\"; known are 1, 7");
    assertThatThrownBy(() -> grade(part(EVERY, Set.of("Ada"), false), "", paper("ada", "1")))
        .isInstanceOf(NoSuchPartException.class)
        .hasMessage("there is no submission \"Ada\"; known are ada");
    assertThat(looked).isEmpty();
  }

  @Test
  void aRunThatIsStoppedKeepsWhatIsGradedAndTheNextGoesOn() throws Exception {
    FakeStudent slow = new FakeStudent("bob", Set.of(), Set.of()).hanging();
    Thread ctrlC =
        new Thread(
            () -> {
              slow.awaitHanging();
              stop.request();
            });
    ctrlC.start();

    GradeBook book;
    try (DiskLedger ledger = DiskLedger.open(folder, NOW)) {
      book =
          grader()
              .grade(
                  List.of(account("ada"), candidate("bob", "1", slow, false), account("eve")),
                  conduct(ledger),
                  ledger);
      assertThat(book.grades()).extracting(Grade::id).containsExactly("ada");
    }
    ctrlC.join();
    assertThat(slow.closed()).isTrue();
    stop = new Stop();
    looked.clear();

    GradeBook whole = grade(account("ada"), account("bob"), account("eve"));

    assertThat(looked).containsExactly("bob", "eve");
    assertThat(scores(whole)).containsExactly("16", "16", "16");
  }

  @Test
  void twoRunsDoNotShareOnePlace() throws Exception {
    try (DiskLedger ledger = DiskLedger.open(folder, NOW)) {
      assertThatThrownBy(() -> DiskLedger.open(folder, NOW))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("another run is grading into it");
      assertThat(ledger.brokenOffSince()).isEmpty();
    }
  }

  @Test
  void aResultThatIsDamagedCountsAsNone() throws Exception {
    grade(paper("ada", "1"), paper("bob", "1"));
    try (Stream<Path> kept = Files.list(folder.resolve(DiskLedger.DIRECTORY))) {
      for (Path file : kept.filter(each -> each.toString().endsWith(".json")).toList()) {
        damage(file);
      }
    }
    looked.clear();

    assertThat(scores(grade(paper("ada", "1"), paper("bob", "1")))).containsExactly("16", "16");
    assertThat(looked).containsExactly("ada", "bob");
  }

  private static void damage(Path file) throws IOException {
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() / 2));
  }

  @Test
  void theAttemptThatCountsIsTheLastOrTheBest() throws Exception {
    Candidate[] attempts = {
      attempt(1, "2026-01-01T00:00:00Z", "answer1"),
      attempt(2, "2026-01-03T00:00:00Z", "answer1", "answer2"),
    };
    assertThat(scores(grade(attempts))).containsExactly("8");

    course = course(Course.Attempts.BEST, Late.NONE);
    GradeBook best = grade(attempts);

    assertThat(scores(best)).containsExactly("12");
    assertThat(best.grades().get(0).handed().attempt()).isEqualTo(1);
    assertThat(looked).as("another way of counting needs no grading").hasSize(2);
  }

  @Test
  void aNewDueTimeCountsWithoutGradingAnew() throws Exception {
    Candidate late = attempt(1, "2026-01-03T12:00:00Z");
    assertThat(scores(grade(late))).containsExactly("16");

    course = course(Course.Attempts.LAST, due(Map.of()));
    assertThat(scores(grade(late))).containsExactly("12.8");
    course =
        course(Course.Attempts.LAST, due(Map.of("ada", Instant.parse("2026-01-04T00:00:00Z"))));
    assertThat(scores(grade(late))).containsExactly("16");
    assertThat(looked).hasSize(1);
  }

  @Test
  void whatCannotBeReachedIsTriedAgainEverLaterAndWhatIsWrongIsNot() {
    List<Duration> waits = new ArrayList<>();
    Marking marking =
        new Marking(course, new FeatureRun(tiny, folder.resolve("allure")).rubric(), EVERY);
    Examiner examiner =
        new Examiner(new FeatureRun(tiny, folder.resolve("allure")), marking, 2, waits::add);

    try (Deadlines deadlines = new Deadlines(Deadlines.timer(), Duration.ofMinutes(5))) {
      assertThat(examiner.examine(gone("ada", true), Optional.empty(), deadlines).grade().problem())
          .contains("nobody there");
      assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
      waits.clear();
      examiner.examine(gone("ada", false), Optional.empty(), deadlines);
      assertThat(waits).isEmpty();
    }
  }

  @Test
  void whatTwoStudentsShareIsFlaggedWhenOnlyOneOfThemIsGradedAnew() throws Exception {
    Candidate ada = candidate("ada", "1", new FakeStudent("ada", EVERY, EVERY).marked("k"), true);
    Candidate bob = candidate("bob", "1", new FakeStudent("bob", EVERY, EVERY).marked("k"), true);
    grade(ada);

    assertThat(grade(part(EVERY, Set.of("bob"), false), "", ada, bob).flags())
        .extracting(Flag::students)
        .containsExactly(List.of("ada", "bob"));
  }

  private static Conduct.Part part(Set<String> tasks, Set<String> students, boolean again) {
    return new Conduct.Part(tasks, students, again, Optional.empty());
  }

  private GradeBook grade(Candidate... candidates) throws Exception {
    return grade(part(EVERY, EVERY, false), "", candidates);
  }

  private GradeBook grade(Conduct.Part part, String judge, Candidate... candidates)
      throws Exception {
    try (DiskLedger ledger = DiskLedger.open(folder, NOW)) {
      Conduct.Part going =
          new Conduct.Part(part.tasks(), part.students(), part.again(), ledger.brokenOffSince());
      Conduct conduct = new Conduct(1, Duration.ofMinutes(5), 0, going, judge, stop);
      GradeBook book = grader().grade(List.of(candidates), conduct, ledger);
      ledger.finish();
      return book;
    }
  }

  private Conduct conduct(DiskLedger ledger) {
    return new Conduct(
        1,
        Duration.ofMinutes(5),
        0,
        new Conduct.Part(EVERY, EVERY, false, ledger.brokenOffSince()),
        "",
        stop);
  }

  private Grader grader() {
    return new Grader(
        new FeatureRun(tiny, folder.resolve("allure")),
        course,
        InstantSource.fixed(NOW),
        Watch.of(Progress.SILENT));
  }

  private static List<String> scores(GradeBook book) {
    return book.grades().stream().map(grade -> grade.score().toPlainString()).toList();
  }

  private Candidate paper(String id, String content, String... lacking) {
    return candidate(id, content, new FakeStudent(id, Set.of(lacking), Set.of()), true);
  }

  private Candidate account(String id) {
    return candidate(id, "1", new FakeStudent(id, Set.of(), Set.of()), false);
  }

  private Candidate attempt(int number, String at, String... lacking) {
    Handed handed = new Handed(Optional.of(Instant.parse(at)), Optional.empty(), number);
    FakeStudent student = new FakeStudent("ada", Set.of(lacking), Set.of());
    return new Candidate("ada", "ada", Optional.empty(), handed, new Paper("ada", "1", student));
  }

  private Candidate candidate(String id, String content, FakeStudent student, boolean lasting) {
    Candidate.Work work =
        lasting ? new Paper(id, content, student) : new Account(new Paper(id, content, student));
    return new Candidate(id, id, Optional.empty(), work);
  }

  private static Candidate gone(String id, boolean passing) {
    return new Candidate(
        id,
        id,
        Optional.empty(),
        () -> {
          throw new Unreachable("nobody there", null, passing);
        });
  }

  private static Course priced(String task, String points) {
    TaskTerms terms =
        new TaskTerms(
            Optional.of(new BigDecimal(points)),
            BigDecimal.ONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Course(
        "",
        Terms.USUAL,
        Map.of(task, terms),
        Map.of(),
        Late.NONE,
        Required.NONE,
        Course.Attempts.LAST,
        "");
  }

  private static Course course(Course.Attempts attempts, Late late) {
    return new Course("", Terms.USUAL, Map.of(), Map.of(), late, Required.NONE, attempts, "");
  }

  private static Late due(Map<String, Instant> students) {
    return new Late(
        Optional.of(Instant.parse("2026-01-02T00:00:00Z")),
        students,
        Duration.ZERO,
        BigDecimal.TEN,
        Optional.empty());
  }

  /** Work with the given content, which notes that it was looked at. */
  private final class Paper implements Candidate.Work {
    private final String id;
    private final String content;
    private final FakeStudent student;

    Paper(String id, String content, FakeStudent student) {
      this.id = id;
      this.content = content;
      this.student = student;
    }

    @Override
    public LaunchContext open() {
      looked.add(id);
      return student.context();
    }

    @Override
    public Optional<String> hash() {
      return Optional.of(content);
    }

    @Override
    public boolean lasting() {
      return true;
    }
  }

  /** The same where others can change it at any time. */
  private record Account(Paper paper) implements Candidate.Work {
    @Override
    public LaunchContext open() {
      return paper.open();
    }

    @Override
    public Optional<String> hash() {
      return paper.hash();
    }
  }
}
