package dev.trailmark.classroom;

import dev.trailmark.target.Reply;

/** Takes the answer out of a reply, or says why there is none. */
final class Answers {
  private Answers() {}

  /**
   * The answer.
   *
   * @param what what was asked for
   * @throws ClassroomException when the server refused or was silent
   */
  static <T> T of(Reply<T> reply, String what) throws ClassroomException {
    if (reply instanceof Reply.Answered<T> answered) {
      return answered.value();
    }
    if (reply instanceof Reply.Refused<T> refused) {
      throw ClassroomException.unanswered(
          "the server refuses %s: %s".formatted(what, refused.error().message()));
    }
    throw ClassroomException.unanswered(((Reply.Unanswered<T>) reply).reason());
  }
}
