package dev.trailmark.grading;

import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A part of a class or of the lab is asked for that is not there. */
public final class NoSuchPartException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 20;

  NoSuchPartException(String what, String asked, Collection<String> known) {
    super(
        "there is no %s \"%s\"; known are %s%s"
            .formatted(
                what,
                asked,
                new TreeSet<>(known).stream().limit(MOST).collect(Collectors.joining(", ")),
                known.size() > MOST ? ", …" : ""));
  }
}
