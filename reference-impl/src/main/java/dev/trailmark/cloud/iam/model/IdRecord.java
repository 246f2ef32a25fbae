package dev.trailmark.cloud.iam.model;

/**
 * Finds a user or role by its unique id, which policies keep in place of its ARN.
 *
 * @param id {@code AIDA…} or {@code AROA…}
 * @param arn the ARN of now, which changes when a user is renamed
 */
public record IdRecord(String id, String arn) {}
