package dev.trailmark.evidence.paper;

import dev.trailmark.evidence.TrailRecord;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Keeps the records that may matter, and remembers in short what it saw of the others. */
final class RecordKeeper {

  /** Of one kind of call; nobody does the lab's steps so often. */
  private static final int MOST = 1_000;

  private static final int MOST_LOGS = 2_000;

  /** The services whose region is the student's; others are called for the student's account. */
  private static final Set<String> SERVICES =
      Set.of("kms.amazonaws.com", "s3.amazonaws.com", "cloudtrail.amazonaws.com");

  private final Predicate<TrailRecord> matters;
  private final List<HandedRecord> kept = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final List<HandedLog> logs = new ArrayList<>();
  private final Sightings accounts = new Sightings();
  private final Sightings regions = new Sightings();
  private int dropped;

  RecordKeeper(Predicate<TrailRecord> matters) {
    this.matters = matters;
  }

  List<HandedRecord> kept() {
    return kept;
  }

  List<HandedLog> logs() {
    return logs;
  }

  Sightings accounts() {
    return accounts;
  }

  Sightings regions() {
    return regions;
  }

  Optional<String> dropped() {
    return dropped == 0
        ? Optional.empty()
        : Optional.of("%d records of calls made very often were not looked at".formatted(dropped));
  }

  /** Begins a log. */
  Log log(String name) {
    return new Log(name);
  }

  private void keep(TrailRecord record, HandedRecord.Origin origin) {
    accounts.note(record.account(), record.where());
    if (SERVICES.contains(record.source())) {
      regions.note(record.region(), record.where());
    }
    if (!matters.test(record)) {
      return;
    }
    if (counts.merge(record.name(), 1, Integer::sum) > MOST) {
      dropped++;
    } else {
      kept.add(new HandedRecord(record, origin));
    }
  }

  /** One log while it is read. */
  final class Log {
    private final String name;
    private final MessageDigest digest = sha256();
    private boolean hashed;
    private int records;
    private Instant last;

    private Log(String name) {
      this.name = name;
    }

    String name() {
      return name;
    }

    /** The same bytes, which are hashed to their end when the stream is closed. */
    InputStream hashing(InputStream in) {
      hashed = true;
      return new FilterInputStream(new DigestInputStream(in, digest)) {
        private boolean closed;

        @Override
        public void close() throws IOException {
          if (!closed) {
            closed = true;
            try (InputStream rest = this.in) {
              rest.transferTo(java.io.OutputStream.nullOutputStream());
            }
          }
        }
      };
    }

    void fromFile(TrailRecord record) {
      count(record);
      keep(record, HandedRecord.Origin.LOG);
    }

    void copied(TrailRecord record) {
      count(record);
      keep(record, HandedRecord.Origin.COPY);
    }

    private void count(TrailRecord record) {
      records++;
      if (last == null || record.time().isAfter(last)) {
        last = record.time();
      }
    }

    /** Ends the log; one without a record that could be read shows nothing and is none. */
    void end() {
      if (records > 0 && logs.size() < MOST_LOGS) {
        String hash = hashed ? HexFormat.of().formatHex(digest.digest()) : "";
        logs.add(new HandedLog(name, hash, records, Optional.ofNullable(last)));
      }
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }
}
