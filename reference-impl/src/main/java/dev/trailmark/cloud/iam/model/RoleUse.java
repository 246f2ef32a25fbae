package dev.trailmark.cloud.iam.model;

import java.time.Instant;

/**
 * That a role was assumed.
 *
 * @param time when
 * @param region the region that was asked for the session
 */
public record RoleUse(Instant time, String region) {}
