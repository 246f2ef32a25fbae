package dev.trailmark.evidence.paper;

/**
 * Where something stands.
 *
 * @param file the file's name within what was handed in
 * @param line from 1; 0 for the file as a whole
 */
public record Place(String file, int line) {

  /** A line further on. */
  public Place plus(int lines) {
    return new Place(file, line + lines);
  }

  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
