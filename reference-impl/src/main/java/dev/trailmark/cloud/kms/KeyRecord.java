package dev.trailmark.cloud.kms;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A key's state, without its material. Changed copies are made with {@link #change()}.
 *
 * @param account the owner, 12 digits
 * @param region where the key lives
 * @param id the key id
 * @param created when it was made
 * @param traits what never changes
 * @param materialIds the key's material, oldest first; the last one encrypts
 * @param description free text, never {@code null}
 * @param status the key state
 * @param deletionDate when a key pending deletion ceases to exist; else {@code null}
 * @param policy the key policy, as the text that was put with its principals bound
 * @param aliases names (with {@code alias/}) of the aliases that target the key
 * @param tags in the order in which they were added
 */
record KeyRecord(
    String account,
    String region,
    String id,
    Instant created,
    KeyTraits traits,
    List<String> materialIds,
    String description,
    KeyStatus status,
    Instant deletionDate,
    String policy,
    List<String> aliases,
    Map<String, String> tags) {

  KeyRecord {
    materialIds = List.copyOf(materialIds);
    aliases = List.copyOf(aliases);
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** The record's key in its table. */
  String address() {
    return account + "/" + region + "/" + id;
  }

  String arn() {
    return KmsArns.key(account, region, id);
  }

  /** The material that encrypts or signs; {@code null} while there is none. */
  String currentMaterialId() {
    return materialIds.isEmpty() ? null : materialIds.get(materialIds.size() - 1);
  }

  /** Whether the waiting period before deletion has ended. */
  boolean goneAt(Instant now) {
    return deletionDate != null && !deletionDate.isAfter(now);
  }

  /** A draft of a changed copy. */
  KeyChange change() {
    return new KeyChange(this);
  }

  KeyRecord describedAs(String text) {
    return change().description(text).done();
  }

  KeyRecord in(KeyStatus newStatus, Instant newDeletionDate) {
    return change().status(newStatus).deletionDate(newDeletionDate).done();
  }

  KeyRecord under(String newPolicy) {
    return change().policy(newPolicy).done();
  }

  KeyRecord aliased(List<String> names) {
    return change().aliases(names).done();
  }

  KeyRecord tagged(Map<String, String> newTags) {
    return change().tags(newTags).done();
  }
}
