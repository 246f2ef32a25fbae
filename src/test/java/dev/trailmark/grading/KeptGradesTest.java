package dev.trailmark.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.marks.Course;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.Handed;
import dev.trailmark.marks.Rubric;
import dev.trailmark.marks.RubricItem;
import dev.trailmark.marks.Total;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeptGradesTest {
  private static final Rubric RUBRIC =
      new Rubric(List.of(RubricItem.usual("a", "1", "The key exists", 60)));

  private final AtomicInteger reads = new AtomicInteger();
  private final MemoryLedger memory = new MemoryLedger();
  private final Ledger counting =
      new Ledger() {
        @Override
        public Optional<Result> find(String id, int attempt, Rubric rubric) {
          reads.incrementAndGet();
          return memory.find(id, attempt, rubric);
        }

        @Override
        public void keep(Result result) {
          memory.keep(result);
        }
      };

  @Test
  void whatReportsGoThroughAgainIsNotReadAgain() {
    keep("ada");
    keep("bob");
    KeptGrades grades = grades("ada", "bob");

    for (int pass = 0; pass < 20; pass++) {
      assertThat(grades).extracting(Grade::id).containsExactly("ada", "bob");
    }

    assertThat(reads).hasValue(2);
  }

  @Test
  void aResultThatIsGoneIsNamed() {
    assertThatThrownBy(() -> grades("eve").get(0))
        .hasMessage("the result of eve was taken away; grade again");
  }

  private KeptGrades grades(String... ids) {
    return new KeptGrades(
        List.of(ids).stream().map(KeptGradesTest::candidate).toList(),
        counting,
        new Marking(Course.USUAL, RUBRIC, Set.of()));
  }

  private static Candidate candidate(String id) {
    return new Candidate(id, id, Optional.empty(), () -> null);
  }

  private void keep(String id) {
    Grade grade =
        new Grade(
            id,
            id,
            Optional.empty(),
            Handed.UNKNOWN,
            List.of(),
            Total.of(List.of()),
            Optional.empty(),
            List.of());
    memory.keep(new Result(grade, List.of(), List.of(), "", Instant.EPOCH));
  }
}
