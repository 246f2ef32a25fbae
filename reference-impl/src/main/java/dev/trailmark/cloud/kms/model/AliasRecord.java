package dev.trailmark.cloud.kms.model;

import java.time.Instant;

/**
 * An alias.
 *
 * @param name with its prefix {@code alias/}
 * @param targetKeyId the key id, in the alias's own account and region
 * @param created when it was made
 * @param updated when it was last pointed at a key
 */
public record AliasRecord(String name, String targetKeyId, Instant created, Instant updated) {}
