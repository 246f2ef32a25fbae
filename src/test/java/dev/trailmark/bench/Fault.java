package dev.trailmark.bench;

import java.io.IOException;

/**
 * One kind of mistake, and what it has to cost by the lab's rubric.
 *
 * @param id the short name of the student who makes it
 * @param mark the points of 100 that the student has to get, worked out by hand
 * @param told words that the student's feedback has to have, besides the marks; empty when there is
 *     nothing to tell
 * @param flag the kind of flag that a person has to see; empty for none
 * @param made makes the mistake in papers without one
 */
record Fault(String id, String mark, String told, String flag, Mistake made) {

  /** Makes a mistake. */
  @FunctionalInterface
  interface Mistake {
    void in(StudentPapers papers) throws IOException;
  }
}
