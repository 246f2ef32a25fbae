package dev.trailmark.lab;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The findings that the checks of one scenario looked at, kept so that a mark can be defended
 * later. Each thread has its own, because scenarios of several students run at once.
 */
public final class Consulted {
  private static final ThreadLocal<List<Look>> LOOKS = ThreadLocal.withInitial(ArrayList::new);

  private Consulted() {}

  /**
   * One look at a finding.
   *
   * @param expected what should have been there, as a person reads it
   * @param found what was there
   * @param where the call, file and line, or record that shows it
   * @param strength how strongly it is known
   * @param remark what is to be said of a finding that holds; empty when nothing is
   * @param at when what was found was done; empty when nothing tells
   */
  public record Look(
      String expected,
      String found,
      String where,
      Strength strength,
      String remark,
      Optional<Instant> at) {

    /** A look at something that nothing dates. */
    public Look(String expected, String found, String where, Strength strength, String remark) {
      this(expected, found, where, strength, remark, Optional.empty());
    }
  }

  static void note(String expected, Finding<?> finding) {
    LOOKS
        .get()
        .add(
            new Look(
                expected,
                finding.value().map(Object::toString).orElse("nothing"),
                finding.source(),
                finding.strength(),
                finding.explanation(),
                finding.at()));
  }

  /** Hands over the calling thread's looks since the last call, and forgets them. */
  public static List<Look> take() {
    List<Look> looks = List.copyOf(LOOKS.get());
    LOOKS.remove();
    return looks;
  }
}
