package dev.trailmark.lab.paper;

import dev.trailmark.evidence.paper.Dossier;
import dev.trailmark.evidence.paper.Located;
import dev.trailmark.evidence.paper.Mentions;
import dev.trailmark.evidence.paper.PaperTimes;
import dev.trailmark.lab.ReadOutcome;
import dev.trailmark.lab.SubmittedFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the student wrote down, in {@code submission.yaml} and in texts; the lab's own lines left
 * out.
 */
final class Notes {

  /** A line of more than this is nobody's note. */
  private static final int LONGEST = 4_000;

  /** How far above a value the words that say what it is may stand. */
  private static final int REACH = 3;

  private static final Pattern ABOUT_KEYS = Pattern.compile("key|clave|kms");

  /** Ids of records look like those of keys. */
  private static final Pattern ABOUT_RECORDS = Pattern.compile("(?:event|request)[\\s_-]?id");

  private static final Pattern ABOUT_UPLOADS =
      Pattern.compile("modified|upload|timestamp|subid|modificaci");

  private final List<Saying<String>> keyIds = new ArrayList<>();
  private final List<Saying<Mentions.ObjectUrl>> urls = new ArrayList<>();
  private final List<Saying<Instant>> times = new ArrayList<>();
  private final List<Saying<String>> timesWithoutZone = new ArrayList<>();
  private final List<Saying<Mentions.Arn>> arns = new ArrayList<>();
  private final List<Saying<ReadOutcome>> refusals = new ArrayList<>();
  private final SubmittedFacts facts;

  /**
   * Something the student said.
   *
   * @param value what
   * @param where file and line
   */
  record Saying<T>(T value, String where) {}

  Notes(Dossier dossier, SubmittedFacts facts) {
    this.facts = facts;
    facts.keyId().ifPresent(id -> keyIds.add(new Saying<>(bareId(id), facts.source())));
    facts.uploadTime().ifPresent(time -> times.add(new Saying<>(time, facts.source())));
    List<Located<String>> lines = dossier.lines();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).value();
      if (line.length() <= LONGEST && !LabText.has(line)) {
        read(line, context(lines, i), lines.get(i).place().toString());
      }
    }
  }

  private static String context(List<Located<String>> lines, int index) {
    StringBuilder context = new StringBuilder();
    for (int i = Math.max(0, index - REACH); i <= index; i++) {
      if (lines.get(i).place().file().equals(lines.get(index).place().file())) {
        context.append(lines.get(i).value().toLowerCase(Locale.ROOT)).append('\n');
      }
    }
    return context.toString();
  }

  private void read(String line, String context, String where) {
    Mentions.arns(line).forEach(arn -> arns.add(new Saying<>(arn, where)));
    Mentions.urls(line).forEach(url -> urls.add(new Saying<>(url, where)));
    boolean aboutKeys =
        ABOUT_KEYS.matcher(context).find()
            && !ABOUT_RECORDS.matcher(line.toLowerCase(Locale.ROOT)).find();
    if (aboutKeys) {
      Mentions.keyIds(line).forEach(id -> keyIds.add(new Saying<>(id, where)));
    }
    boolean aboutUploads = ABOUT_UPLOADS.matcher(context).find();
    for (PaperTimes.Time time : PaperTimes.in(line)) {
      if (aboutUploads && time.instant().isPresent()) {
        times.add(new Saying<>(time.instant().get(), where));
      } else if (aboutUploads) {
        timesWithoutZone.add(new Saying<>(time.text(), where));
      }
    }
    told(line).ifPresent(outcome -> refusals.add(new Saying<>(outcome, where)));
  }

  private static Optional<ReadOutcome> told(String line) {
    String plain = line.toLowerCase(Locale.ROOT);
    if (plain.contains("require aws signature version 4")) {
      return Optional.of(new ReadOutcome(400, "InvalidArgument", line.strip()));
    }
    return plain.matches(".*\\baccess\\s?denied\\b.*")
        ? Optional.of(new ReadOutcome(403, "AccessDenied", line.strip()))
        : Optional.empty();
  }

  private static String bareId(String keyId) {
    return keyId.substring(keyId.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  SubmittedFacts facts() {
    return facts;
  }

  List<Saying<String>> keyIds() {
    return keyIds;
  }

  List<Saying<Mentions.ObjectUrl>> urls() {
    return urls;
  }

  List<Saying<Instant>> times() {
    return times;
  }

  List<Saying<String>> timesWithoutZone() {
    return timesWithoutZone;
  }

  List<Saying<Mentions.Arn>> arns() {
    return arns;
  }

  /** What the student says an unsigned read was refused with. */
  Optional<Saying<ReadOutcome>> refusal(String code) {
    return refusals.stream().filter(each -> each.value().code().equals(code)).findFirst();
  }

  /** The bucket, as it is said to be. */
  Optional<Saying<String>> bucket() {
    return facts
        .bucket()
        .map(name -> new Saying<>(name, facts.source()))
        .or(
            () ->
                urls.stream()
                    .findFirst()
                    .map(url -> new Saying<>(url.value().bucket(), url.where())));
  }

  /** The image's name, as it is said to be. */
  Optional<Saying<String>> object() {
    return facts
        .object()
        .map(name -> new Saying<>(name, facts.source()))
        .or(
            () ->
                urls.stream().findFirst().map(url -> new Saying<>(url.value().key(), url.where())));
  }
}
