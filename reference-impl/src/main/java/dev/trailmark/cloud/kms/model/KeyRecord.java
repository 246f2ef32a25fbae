package dev.trailmark.cloud.kms.model;

import dev.trailmark.cloud.kms.request.KmsArns;
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
 * @param materials the key's materials, oldest first
 * @param rotation automatic rotation; {@code null} when it is off
 * @param description free text, never {@code null}
 * @param status the key state
 * @param deletionDate when a key pending deletion ceases to exist; else {@code null}
 * @param regions what a multi-Region key knows of its set; {@code null} for other keys
 * @param policy the key policy, as the text that was put with its principals bound
 * @param aliases names (with {@code alias/}) of the aliases that target the key
 * @param tags in the order in which they were added
 */
public record KeyRecord(
    String account,
    String region,
    String id,
    Instant created,
    KeyTraits traits,
    List<MaterialEntry> materials,
    RotationPlan rotation,
    String description,
    KeyStatus status,
    Instant deletionDate,
    Regionality regions,
    String policy,
    List<String> aliases,
    Map<String, String> tags) {

  public KeyRecord {
    materials = List.copyOf(materials);
    aliases = List.copyOf(aliases);
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** The record's key in its table. */
  public String address() {
    return account + "/" + region + "/" + id;
  }

  /** The ARN of the key. */
  public String arn() {
    return KmsArns.key(account, region, id);
  }

  /** The id of the material that encrypts or signs; {@code null} while there was none ever. */
  public String currentMaterialId() {
    MaterialEntry current = current();
    return current == null ? null : current.id();
  }

  /** The newest material that does not wait for a rotation; {@code null} for none. */
  public MaterialEntry current() {
    MaterialEntry current = null;
    for (MaterialEntry material : materials) {
      current = material.pending() ? current : material;
    }
    return current;
  }

  /** The first time at which something happens to the key by itself; {@code null} for never. */
  Instant due() {
    if (deletionDate != null) {
      return deletionDate;
    }
    Instant due = rotation == null || replica() ? null : rotation.next();
    for (MaterialEntry material : materials) {
      due = earlier(due, material.validTo());
    }
    return regions == null ? due : earlier(due, regions.settles());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one == null || other != null && other.isBefore(one) ? other : one;
  }

  /** Whether it is the primary key of a multi-Region key. */
  public boolean primary() {
    return regions != null && regions.primary().equals(region);
  }

  /** Whether it is a replica of another region's key. */
  public boolean replica() {
    return regions != null && !regions.primary().equals(region);
  }

  /** The place of its relative in another region. */
  public String addressIn(String other) {
    return account + "/" + other + "/" + id;
  }

  /** Whether the waiting period before deletion has ended. */
  public boolean goneAt(Instant now) {
    return deletionDate != null && !deletionDate.isAfter(now);
  }

  /** A draft of a changed copy. */
  public KeyChange change() {
    return new KeyChange(this);
  }

  /** The same with another description. */
  public KeyRecord describedAs(String text) {
    return change().description(text).done();
  }

  /** The same in another state; the date is {@code null} unless it is one before deletion. */
  public KeyRecord in(KeyStatus newStatus, Instant newDeletionDate) {
    return change().status(newStatus).deletionDate(newDeletionDate).done();
  }

  /** The same under another key policy. */
  public KeyRecord under(String newPolicy) {
    return change().policy(newPolicy).done();
  }

  /** The same as the target of other aliases. */
  public KeyRecord aliased(List<String> names) {
    return change().aliases(names).done();
  }

  /** The same with other tags, in the order given. */
  public KeyRecord tagged(Map<String, String> newTags) {
    return change().tags(newTags).done();
  }

  /** Where among the materials the one stands that waits for a rotation; -1 for none. */
  public int waiting() {
    for (int i = 0; i < materials.size(); i++) {
      if (materials.get(i).pending()) {
        return i;
      }
    }
    return -1;
  }
}
