package dev.trailmark.ledger;

import dev.trailmark.grading.Result;
import dev.trailmark.lab.Consulted;
import dev.trailmark.lab.Fingerprint;
import dev.trailmark.lab.Strength;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Flag;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.Handed;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.Rubric;
import dev.trailmark.marks.RubricItem;
import dev.trailmark.marks.StepCount;
import dev.trailmark.marks.Total;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The shape of a result on disk. Points are left out, which the rubric of the day says.
 *
 * @param schema tells it from other files
 * @param id the submission's short name
 * @param attempt which of the student's attempts
 */
record KeptFile(
    String schema,
    String id,
    int attempt,
    String student,
    String at,
    String basis,
    String problem,
    String target,
    List<String> weaknesses,
    List<KeptCheck> checks,
    List<Flag> flags,
    List<Fingerprint> prints) {
  private static final String SCHEMA = "trailmark/result/v1";

  /** One scenario's result. */
  record KeptCheck(
      String item,
      Outcome outcome,
      String expected,
      String found,
      String where,
      String hint,
      String blockedBy,
      List<KeptLook> evidence,
      int stepsPassed,
      int steps) {

    static KeptCheck of(Check check) {
      return new KeptCheck(
          check.item().id(),
          check.outcome(),
          check.expected(),
          check.found(),
          check.where(),
          check.hint(),
          check.blockedBy().orElse(null),
          check.evidence().stream().map(KeptLook::of).toList(),
          check.steps().passed(),
          check.steps().total());
    }

    private Check check(RubricItem priced) {
      return Check.of(priced, outcome, expected, found, where, hint, Optional.ofNullable(blockedBy))
          .with(evidence.stream().map(KeptLook::look).toList(), new StepCount(stepsPassed, steps));
    }
  }

  /** One look at the student's work. */
  record KeptLook(
      String expected, String found, String where, Strength strength, String remark, String at) {

    static KeptLook of(Consulted.Look look) {
      return new KeptLook(
          look.expected(),
          look.found(),
          look.where(),
          look.strength(),
          look.remark(),
          look.at().map(Instant::toString).orElse(null));
    }

    private Consulted.Look look() {
      return new Consulted.Look(
          expected, found, where, strength, remark, Optional.ofNullable(at).map(Instant::parse));
    }
  }

  static KeptFile of(Result result) {
    Grade grade = result.grade();
    return new KeptFile(
        SCHEMA,
        grade.id(),
        grade.handed().attempt(),
        grade.student(),
        result.at().toString(),
        result.basis(),
        grade.problem().orElse(null),
        grade.target(),
        grade.weaknesses(),
        grade.checks().stream().map(KeptCheck::of).toList(),
        result.flags(),
        result.prints());
  }

  /** Whether this is the result of a submission and attempt, in a shape that is known. */
  boolean isOf(String submission, int number) {
    return SCHEMA.equals(schema) && submission.equals(id) && number == attempt;
  }

  /** The result, with the checks that the rubric knows; its total is the plain sum. */
  Result result(Rubric rubric) {
    Map<String, RubricItem> items =
        rubric.items().stream().collect(Collectors.toMap(RubricItem::id, Function.identity()));
    List<Check> known =
        checks.stream()
            .filter(check -> items.containsKey(check.item()))
            .map(check -> check.check(items.get(check.item())))
            .toList();
    Grade grade =
        new Grade(
            id,
            student,
            Optional.empty(),
            new Handed(Optional.empty(), Optional.empty(), attempt),
            known,
            Total.of(known),
            Optional.ofNullable(problem),
            weaknesses,
            Objects.requireNonNullElse(target, ""));
    return new Result(grade, flags, prints, basis, Instant.parse(at));
  }
}
