package dev.trailmark.report.student;

import dev.trailmark.marks.Grade;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A folder's name for each student, safe on every file system: no path, no reserved name, not too
 * long, and no two that differ in case alone. A submission's short name that is safe is kept;
 * another is cleaned, and told apart by the start of its SHA-256. The same class gives the same
 * names on every run.
 */
public final class StudentFolders {
  private static final int LONGEST = 60;

  /** What Windows does not let a file be called, and what the class's own files are called. */
  private static final Set<String> RESERVED =
      Set.of(
          "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
          "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
          "github");

  private final Map<String, String> folders = new HashMap<>();

  private StudentFolders() {}

  /** The folders of a class. */
  public static StudentFolders of(Collection<Grade> grades) {
    StudentFolders made = new StudentFolders();
    List<String> ids = grades.stream().map(Grade::id).toList();
    Map<String, Long> alike =
        ids.stream()
            .map(StudentFolders::folded)
            .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    for (String id : ids) {
      String clean = clean(id);
      boolean kept = clean.equals(id) && alike.get(folded(id)) == 1 && !reserved(clean);
      made.folders.put(id, kept ? clean : clean + "-" + hash(id));
    }
    return made;
  }

  /** The name of a student's folder. */
  public String of(Grade grade) {
    return folders.get(grade.id());
  }

  private static String folded(String id) {
    return Normalizer.normalize(id, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  private static String clean(String id) {
    String plain =
        Normalizer.normalize(id, Normalizer.Form.NFC)
            .replaceAll("[^\\p{L}\\p{M}\\p{N}@+._ -]", "_")
            .replaceAll("^[. -]+|[. ]+$", "");
    String shorter =
        plain.codePointCount(0, plain.length()) > LONGEST
            ? plain.substring(0, plain.offsetByCodePoints(0, LONGEST)).strip()
            : plain;
    return shorter.isEmpty() ? "student" : shorter;
  }

  private static boolean reserved(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return RESERVED.contains(lower.replaceFirst("\\..*", ""))
        || lower.matches(".*\\.(json|html|csv|xml|md|txt)");
  }

  private static String hash(String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
