package dev.trailmark.lab;

/** Where a student's work and waiting are told as they go on. */
@FunctionalInterface
public interface Progress {

  /** Tells nobody. */
  Progress SILENT = line -> {};

  /** One line for a person, without a line end. */
  void say(String line);
}
