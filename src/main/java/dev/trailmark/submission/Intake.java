package dev.trailmark.submission;

import dev.trailmark.evidence.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Takes files in up to the limits, and remembers what it passed over and why. */
final class Intake {

  /** What operating systems and tools leave behind; nobody hands it in knowingly. */
  private static final Set<String> LITTER =
      Set.of("__macosx", "thumbs.db", "desktop.ini", "node_modules", "target");

  private final HandoverLimits limits;
  private final List<SourceFile> files = new ArrayList<>();
  private final List<String> passedOver = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private long bytes;
  private boolean full;

  Intake(HandoverLimits limits) {
    this.limits = limits;
  }

  HandoverLimits limits() {
    return limits;
  }

  List<SourceFile> files() {
    return files.stream().sorted(Comparator.comparing(SourceFile::name)).toList();
  }

  List<String> passedOver() {
    return List.copyOf(passedOver);
  }

  /** Whether nothing more is taken. */
  boolean full() {
    return full;
  }

  /** Whether a path is litter or hidden, so that it is not worth a word. */
  static boolean litter(String name) {
    for (String part : name.split("/")) {
      boolean hidden = part.startsWith(".") && !part.equals("..") && part.length() > 1;
      if (hidden || LITTER.contains(part.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** Remembers something that was not taken. */
  void passOver(String name, String reason) {
    if (passedOver.size() < limits.files()) {
      passedOver.add(printable(name) + ": " + reason);
    }
  }

  /** Whether there is room for a file; when there is none, that is remembered. */
  boolean roomFor(String name, long size) {
    if (full) {
      return false;
    }
    if (size > limits.file()) {
      passOver(
          name,
          "not read: it has %s, and %s are the most; hand in only what the lab is about"
              .formatted(text(size), text(limits.file())));
      return false;
    }
    if (names.size() >= limits.files() || bytes + size > limits.total()) {
      full = true;
      passOver(
          name,
          "not read, nor anything after it: more than %d files or %s in all; hand in only what the"
                  .formatted(limits.files(), text(limits.total()))
              + " lab is about");
      return false;
    }
    return true;
  }

  /** Takes a file, if there is room and none of its name yet. */
  void take(String name, long size, SourceFile.Opener opener) {
    if (roomFor(name, size) && claim(name, size)) {
      files.add(new SourceFile(name, size, opener));
    }
  }

  /** Counts a file or a zip in; two of one name cannot both be meant. */
  boolean claim(String name, long size) {
    if (!names.add(name)) {
      passOver(name, "not read: there is another of this name; rename one of them");
      return false;
    }
    bytes += size;
    return true;
  }

  private static String text(long size) {
    return size < 1L << 20 ? size + " bytes" : (size >> 20) + " MiB";
  }

  private static String printable(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= 200 ? plain : plain.substring(0, 200) + "…";
  }
}
