package dev.trailmark.lab;

import dev.trailmark.target.Target;
import dev.trailmark.target.TargetKind;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * How a performing student does the lab.
 *
 * @param name the student as reports name them
 * @param names what the resources are called
 * @param number the random number that the bucket's name ends with
 * @param answers the answers to the assessment by question number
 * @param faults mistakes to make on purpose
 * @param keep whether a real account is left as the lab leaves it
 * @param progress where work and waiting are told
 */
public record LabOptions(
    String name,
    LabNames names,
    String number,
    Map<Integer, String> answers,
    Set<Fault> faults,
    boolean keep,
    Progress progress) {

  private static final int NUMBERS = 1_000_000_000;

  /** Copies the collections. */
  public LabOptions {
    answers = Map.copyOf(answers);
    faults = Set.copyOf(faults);
  }

  /** The lab as its text has it: own names on the bundled simulator, a suffix elsewhere. */
  public static LabOptions forTarget(Target target, RandomGenerator random) {
    String number = "%09d".formatted(random.nextInt(NUMBERS));
    LabNames names =
        target.kind() == TargetKind.REFERENCE
            ? LabNames.AS_IN_THE_LAB
            : LabNames.withSuffix("%06x".formatted(random.nextInt(1 << 24)));
    return new LabOptions(
        "the performing student",
        names,
        number,
        LabFiles.answers(),
        EnumSet.noneOf(Fault.class),
        false,
        Progress.SILENT);
  }

  /** The same for a student of that name. */
  public LabOptions withName(String name) {
    return new LabOptions(name, names, number, answers, faults, keep, progress);
  }

  /** The same with the lab's own names, wherever it is done. */
  public LabOptions withNames(LabNames names) {
    return new LabOptions(name, names, number, answers, faults, keep, progress);
  }

  /** The same with mistakes. */
  public LabOptions withFaults(Set<Fault> faults) {
    return new LabOptions(name, names, number, answers, faults, keep, progress);
  }

  /** The same, leaving a real account as the lab leaves it, or not. */
  public LabOptions withKeep(boolean keep) {
    return new LabOptions(name, names, number, answers, faults, keep, progress);
  }

  /** The same, telling its progress. */
  public LabOptions withProgress(Progress progress) {
    return new LabOptions(name, names, number, answers, faults, keep, progress);
  }

  /** The bucket's name. */
  String bucket() {
    return names.bucketPrefix() + number;
  }

  /** What makes this run's names its own, for what the lab's text does not name. */
  String suffix() {
    return names.suffix().isEmpty() ? number : names.suffix();
  }
}
