package dev.trailmark.cloud.kms.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A changed copy of a key's record in the making. Used by one thread, then thrown away. */
public final class KeyChange {
  private final KeyRecord before;
  private KeyTraits traits;
  private List<MaterialEntry> materials;
  private RotationPlan rotation;
  private String description;
  private KeyStatus status;
  private Instant deletionDate;
  private Regionality regions;
  private String policy;
  private List<String> aliases;
  private Map<String, String> tags;

  KeyChange(KeyRecord before) {
    this.before = before;
    this.traits = before.traits();
    this.materials = before.materials();
    this.rotation = before.rotation();
    this.description = before.description();
    this.status = before.status();
    this.deletionDate = before.deletionDate();
    this.regions = before.regions();
    this.policy = before.policy();
    this.aliases = before.aliases();
    this.tags = before.tags();
  }

  /** Only where the material is can change. */
  public KeyChange traits(KeyTraits now) {
    this.traits = now;
    return this;
  }

  /** Its materials from now on, oldest first. */
  public KeyChange materials(List<MaterialEntry> all) {
    this.materials = all;
    return this;
  }

  /** {@code null} turns automatic rotation off. */
  public KeyChange rotation(RotationPlan plan) {
    this.rotation = plan;
    return this;
  }

  KeyChange description(String text) {
    this.description = text;
    return this;
  }

  /** Ends a state that was one in passing, or that waited for replicas. */
  public KeyChange status(KeyStatus next) {
    this.status = next;
    this.regions = regions == null ? null : regions.settling(null, null).waiting(null);
    return this;
  }

  /** {@code null} when the key is not pending deletion. */
  KeyChange deletionDate(Instant date) {
    this.deletionDate = date;
    return this;
  }

  /** Call it after {@link #status}, which forgets what was to follow. */
  public KeyChange regions(Regionality now) {
    this.regions = now;
    return this;
  }

  KeyChange policy(String text) {
    this.policy = text;
    return this;
  }

  KeyChange aliases(List<String> names) {
    this.aliases = names;
    return this;
  }

  KeyChange tags(Map<String, String> all) {
    this.tags = all;
    return this;
  }

  /** The changed copy. */
  public KeyRecord done() {
    return new KeyRecord(
        before.account(),
        before.region(),
        before.id(),
        before.created(),
        traits,
        materials,
        rotation,
        description,
        status,
        deletionDate,
        regions,
        policy,
        aliases,
        tags);
  }
}
