package dev.trailmark.lab.paper;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.evidence.TrailRecord;
import dev.trailmark.evidence.paper.HandedRecord;
import dev.trailmark.evidence.paper.JsonSnippet;
import dev.trailmark.lab.Finding;
import dev.trailmark.lab.KeyFacts;
import dev.trailmark.lab.LabNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Task 1 on paper: which key is the student's, and what is known of it. */
final class KeyOnPaper {

  private static final String HINT =
      "hand in the key ID, the key policy, and the output of aws kms describe-key";

  private final Sources sources;
  private final LabNames names;

  KeyOnPaper(Sources sources, LabNames names) {
    this.sources = sources;
    this.names = names;
  }

  /**
   * The key. A record that names it by the lab's alias or description counts most, then what is
   * said of it elsewhere too, then its use by S3, then a note alone.
   */
  Finding<KeyFacts> key() {
    return byItsName()
        .or(this::notedAndShownElsewhere)
        .or(this::byItsUse)
        .or(this::printed)
        .or(this::noted)
        .orElseGet(() -> Finding.absent(sources.where(), "no key is named in it", HINT));
  }

  private Optional<Finding<KeyFacts>> byItsName() {
    Optional<HandedRecord> alias =
        sources
            .records()
            .first(
                record ->
                    record.is("kms", "CreateAlias")
                        && record.succeeded()
                        && record.parameter("aliasName").equals(names.alias()));
    if (alias.isPresent()) {
      return Optional.of(facts(alias.get(), bareId(alias.get().record().parameter("targetKeyId"))));
    }
    return sources
        .records()
        .first(
            record ->
                record.is("kms", "CreateKey")
                    && record.parameter("description").equalsIgnoreCase(names.description()))
        .map(creation -> facts(creation, createdId(creation.record())));
  }

  /** A noted key that a policy change or a printed document speaks of as well. */
  private Optional<Finding<KeyFacts>> notedAndShownElsewhere() {
    for (Notes.Saying<String> noted : sources.notes().keyIds()) {
      Optional<HandedRecord> record =
          sources
              .records()
              .first(
                  each ->
                      (each.is("kms", "PutKeyPolicy") || usedByS3(each))
                              && names(each, noted.value())
                          || each.is("kms", "CreateKey") && createdId(each).equals(noted.value()));
      if (record.isPresent()) {
        return Optional.of(facts(record.get(), noted.value()));
      }
      if (metadata(noted.value()).isPresent()) {
        return printed();
      }
    }
    return Optional.empty();
  }

  private Optional<Finding<KeyFacts>> byItsUse() {
    return sources
        .records()
        .first(KeyOnPaper::usedByS3)
        .map(use -> facts(use, bareId(use.record().parameter("keyId"))));
  }

  private Optional<Finding<KeyFacts>> printed() {
    return sources
        .documents()
        .with("KeyMetadata")
        .map(
            document ->
                Finding.claimed(
                    facts(document.json().path("KeyMetadata")), document.place().toString()));
  }

  private Optional<Finding<KeyFacts>> noted() {
    return sources.notes().keyIds().stream()
        .findFirst()
        .map(
            id ->
                Finding.claimed(inferred(id.value()), id.where())
                    .explained("only written down; nothing else shows this key"));
  }

  private Finding<KeyFacts> facts(HandedRecord shown, String id) {
    Optional<HandedRecord> creation =
        sources.records().first(each -> each.is("kms", "CreateKey") && createdId(each).equals(id));
    KeyFacts facts =
        creation
            .map(each -> each.record().response().path("keyMetadata"))
            .filter(metadata -> metadata.has("keyId"))
            .map(KeyOnPaper::facts)
            .or(() -> metadata(id).map(document -> facts(document.json().path("KeyMetadata"))))
            .orElseGet(() -> inferred(id));
    HandedRecord source = creation.orElse(shown);
    return sources.records().finding(source, withState(facts));
  }

  private Optional<JsonSnippet> metadata(String id) {
    return sources
        .documents()
        .with("KeyMetadata")
        .filter(
            document ->
                document.json().path("KeyMetadata").path("KeyId").asText().equalsIgnoreCase(id));
  }

  /** Members are spelt with a capital by commands and without one in records. */
  private static KeyFacts facts(JsonNode metadata) {
    return new KeyFacts(
        member(metadata, "keyId").toLowerCase(Locale.ROOT),
        member(metadata, "arn"),
        member(metadata, "description"),
        member(metadata, "keySpec"),
        member(metadata, "keyUsage"),
        member(metadata, "keyState"),
        member(metadata, "keyManager"),
        Instant.EPOCH);
  }

  private static String member(JsonNode node, String name) {
    String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    return node.path(name).asText(node.path(capital).asText(""));
  }

  /** What a key must be that S3 used, or whose policy lets its users fetch data keys. */
  private KeyFacts inferred(String id) {
    Optional<TrailRecord> use =
        sources
            .records()
            .first(each -> usedByS3(each) && names(each, id))
            .map(HandedRecord::record);
    boolean dataKeys =
        use.isPresent()
            || sources.documents().keyPolicies().stream()
                .anyMatch(each -> !each.policy().users().isEmpty());
    return new KeyFacts(
        id,
        arn(id),
        "",
        dataKeys ? "SYMMETRIC_DEFAULT" : "",
        dataKeys ? "ENCRYPT_DECRYPT" : "",
        "Enabled",
        "CUSTOMER",
        Instant.EPOCH);
  }

  /** The key's ARN wherever one with this ID stands; empty when none does. */
  private String arn(String id) {
    Stream<String> recorded =
        sources.records().all(each -> usedByS3(each) || each.is("s3", "PutObject")).stream()
            .map(HandedRecord::record)
            .flatMap(
                each ->
                    Stream.concat(
                        each.resources().stream(),
                        Stream.of(each.parameter("keyId"), ImageOnPaper.kmsKey(each))));
    Stream<String> printed =
        sources.documents().head().stream().map(head -> head.json().path("SSEKMSKeyId").asText());
    Stream<String> noted = sources.notes().arns().stream().map(each -> each.value().text());
    return Stream.of(recorded, printed, noted)
        .flatMap(each -> each)
        .filter(
            each -> each.startsWith("arn:") && each.contains(":kms:") && bareId(each).equals(id))
        .findFirst()
        .orElse("");
  }

  /** The last record that changed whether the key can be used. */
  private KeyFacts withState(KeyFacts facts) {
    Optional<HandedRecord> change =
        sources
            .records()
            .last(
                each ->
                    List.of("DisableKey", "EnableKey", "ScheduleKeyDeletion").contains(each.name())
                        && each.succeeded()
                        && names(each, facts.id()));
    String state =
        change
            .map(
                each ->
                    switch (each.record().name()) {
                      case "DisableKey" -> "Disabled";
                      case "EnableKey" -> "Enabled";
                      default -> "PendingDeletion";
                    })
            .orElse(facts.state());
    return new KeyFacts(
        facts.id(),
        facts.arn(),
        facts.description(),
        facts.spec(),
        facts.usage(),
        state,
        facts.manager(),
        facts.created());
  }

  /** The description, which a key's use does not tell. */
  Finding<String> description(Finding<KeyFacts> key) {
    Optional<String> id = key.value().map(KeyFacts::id);
    Optional<HandedRecord> creation =
        sources
            .records()
            .first(
                each ->
                    each.is("kms", "CreateKey") && id.filter(createdId(each)::equals).isPresent());
    if (creation.isPresent()) {
      return sources
          .records()
          .finding(creation.get(), creation.get().record().parameter("description"));
    }
    return id.flatMap(this::metadata)
        .map(
            document ->
                Finding.claimed(
                    document.json().path("KeyMetadata").path("Description").asText(""),
                    document.place().toString()))
        .orElseGet(
            () ->
                Finding.absent(
                    sources.where(),
                    "nothing handed in shows the key's description",
                    "hand in the output of aws kms describe-key, or the CreateKey record"));
  }

  /** The aliases. */
  Finding<List<String>> aliases(Finding<KeyFacts> key) {
    String id = key.value().map(KeyFacts::id).orElse("");
    List<HandedRecord> created =
        sources
            .records()
            .all(each -> each.is("kms", "CreateAlias") && each.succeeded() && names(each, id));
    if (!created.isEmpty()) {
      List<String> aliases =
          created.stream().map(each -> each.record().parameter("aliasName")).toList();
      return sources.records().finding(created.get(0), aliases);
    }
    Optional<JsonSnippet> list = sources.documents().with("Aliases");
    List<String> printed = new ArrayList<>();
    list.ifPresent(
        document ->
            document
                .json()
                .path("Aliases")
                .forEach(
                    alias -> {
                      if (id.isEmpty() || alias.path("TargetKeyId").asText().equalsIgnoreCase(id)) {
                        printed.add(alias.path("AliasName").asText());
                      }
                    }));
    return list.isPresent()
        ? Finding.claimed(printed, list.get().place().toString())
        : Finding.absent(
            sources.where(),
            "nothing handed in shows the key's alias",
            "hand in the output of aws kms list-aliases, or the CreateAlias record");
  }

  /** S3 fetching a data key for somebody. */
  static boolean usedByS3(TrailRecord record) {
    return record.is("kms", "GenerateDataKey")
        && record.succeeded()
        && !record.request().path("encryptionContext").path("aws:s3:arn").isMissingNode();
  }

  /** Whether a record of KMS is about that key. */
  static boolean names(TrailRecord record, String id) {
    return !id.isEmpty()
        && (bareId(record.parameter("keyId")).equals(id)
            || bareId(record.parameter("targetKeyId")).equals(id)
            || record.resources().stream().anyMatch(arn -> bareId(arn).equals(id)));
  }

  static String createdId(TrailRecord creation) {
    String answered = creation.response().path("keyMetadata").path("keyId").asText("");
    return answered.isEmpty()
        ? creation.resources().stream().findFirst().map(KeyOnPaper::bareId).orElse("")
        : answered;
  }

  static String bareId(String keyId) {
    return keyId.substring(keyId.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }
}
