package dev.trailmark.cloud.iam;

/**
 * Finds a user or role by its unique id, which policies keep in place of its ARN.
 *
 * @param id {@code AIDA…} or {@code AROA…}
 * @param arn the ARN of now, which changes when a user is renamed
 */
record IdRecord(String id, String arn) {}
