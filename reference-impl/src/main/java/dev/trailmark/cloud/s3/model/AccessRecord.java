package dev.trailmark.cloud.s3.model;

import java.time.Instant;

/**
 * When a version of an object of Intelligent-Tiering was read last, or came to this class.
 *
 * @param at a read counts to the midnight UTC that follows it, so that there is one change a day at
 *     most
 */
public record AccessRecord(Instant at) {}
