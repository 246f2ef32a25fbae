package dev.trailmark.grading;

import dev.trailmark.lab.Fingerprint;
import dev.trailmark.marks.Flag;
import dev.trailmark.marks.Grade;
import java.time.Instant;
import java.util.List;

/**
 * What came of grading one submission: its marks, and what the class as a whole asks of it.
 *
 * @param grade the marks
 * @param flags what a person should look at in this work alone
 * @param prints what only one student's work can have
 * @param basis what the marks came from, as a hash over the work and what it was judged by; empty
 *     when that cannot be told
 * @param at when it was graded
 */
public record Result(
    Grade grade, List<Flag> flags, List<Fingerprint> prints, String basis, Instant at) {

  /** Lists that can no longer be changed. */
  public Result {
    flags = List.copyOf(flags);
    prints = List.copyOf(prints);
  }

  /** The same with other marks. */
  Result with(Grade other) {
    return new Result(other, flags, prints, basis, at);
  }
}
