package dev.trailmark.integrity;

import static java.util.stream.Collectors.groupingBy;

import dev.trailmark.evidence.MalformedEvidenceException;
import dev.trailmark.evidence.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Digest and log files that somebody handed in. What a file is called decides nothing as long as
 * its content tells what it is: a digest says itself where it was, and a log is the one whose hash
 * a digest gives. Names help to tell a log that was changed from one that is not there.
 */
public final class HandedFiles implements Holdings {

  /** A digest whose content tells nothing. */
  private record Broken(SourceFile file, String fault) {}

  /** A log file, hashed when it is first asked for. */
  private static final class Log {
    private final SourceFile file;
    private HeldLog held;

    Log(SourceFile file) {
      this.file = file;
    }

    HeldLog held() {
      if (held == null) {
        try {
          held = HeldLog.read(file.name(), () -> Unpacked.of(file.open(), LOG_LIMIT));
        } catch (IOException e) {
          throw unreadable(file, e);
        }
      }
      return held;
    }
  }

  private final Map<Place, List<SourceFile>> digests = new LinkedHashMap<>();
  private final Map<Place, ObjectName> names = new LinkedHashMap<>();
  private final Map<String, Broken> broken = new HashMap<>();
  private final List<Log> logs = new ArrayList<>();
  private final Signatures signatures = new Signatures();
  private Map<String, List<HeldLog>> byHash;
  private Map<String, List<Log>> byName;

  private HandedFiles() {}

  /**
   * Finds the digests and logs among files; what is neither is passed over.
   *
   * @throws HoldingsException if a file cannot be read
   */
  public static HandedFiles of(List<SourceFile> files) {
    HandedFiles handed = new HandedFiles();
    for (SourceFile file : files) {
      try {
        handed.take(file);
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
    return handed;
  }

  private void take(SourceFile file) throws IOException {
    switch (Content.of(file)) {
      case LOG -> logs.add(new Log(file));
      case DIGEST -> takeDigest(file);
      case OTHER -> signatures.take(file);
    }
  }

  private void takeDigest(SourceFile file) throws IOException {
    try {
      Digest digest = DigestReader.read(content(file));
      digests.computeIfAbsent(digest.place(), place -> new ArrayList<>()).add(file);
      names.put(digest.place(), digest.name());
    } catch (MalformedEvidenceException e) {
      broken.putIfAbsent(plain(simpleName(file)), new Broken(file, e.getMessage()));
    }
  }

  private static byte[] content(SourceFile file) throws IOException {
    return Fetched.all(() -> Unpacked.of(file.open(), DigestReader.LIMIT));
  }

  @Override
  public List<ListedDigest> digests() {
    return names.entrySet().stream()
        .map(entry -> new ListedDigest(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public List<HeldDigest> digest(Place place) {
    Map<String, HeldDigest> different = new LinkedHashMap<>();
    for (SourceFile file : digests.getOrDefault(place, List.of())) {
      try {
        byte[] content = content(file);
        different.putIfAbsent(
            Sha256.of(content),
            new HeldDigest(file.name(), content, signatures.of(file), signatures.generated(file)));
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
    Broken unread = different.isEmpty() ? broken.remove(plain(place.fileName())) : null;
    if (unread != null) {
      throw new MalformedEvidenceException(unread.fault());
    }
    return List.copyOf(different.values());
  }

  @Override
  public List<Verdict> strays() {
    return broken.values().stream()
        .map(
            digest ->
                new Verdict(
                    ObjectName.Kind.DIGEST,
                    digest.file().name(),
                    digest.file().name(),
                    Standing.INVALID,
                    "invalid format: " + digest.fault()))
        .toList();
  }

  @Override
  public List<HeldLog> log(Digest.Log log) {
    if (byHash == null) {
      byHash = logs.stream().map(Log::held).collect(groupingBy(HeldLog::hash));
      byName = logs.stream().collect(groupingBy(each -> plain(simpleName(each.file))));
    }
    List<HeldLog> same = byHash.getOrDefault(log.hash(), List.of());
    return same.isEmpty()
        ? byName.getOrDefault(plain(log.place().fileName()), List.of()).stream()
            .map(Log::held)
            .toList()
        : same;
  }

  @Override
  public List<ListedLog> logs() {
    return logs.stream()
        .map(log -> new ListedLog(log.file.name(), ObjectName.ofFile(simpleName(log.file))))
        .toList();
  }

  @Override
  public boolean complete() {
    return false;
  }

  static String simpleName(SourceFile file) {
    return file.name().substring(file.name().lastIndexOf('/') + 1);
  }

  /** A name without what tools take off. */
  private static String plain(String name) {
    return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
  }

  private static HoldingsException unreadable(SourceFile file, IOException e) {
    return new HoldingsException(
        "%s: cannot be read: %s; hand it in again".formatted(file.name(), e.getMessage()));
  }
}
