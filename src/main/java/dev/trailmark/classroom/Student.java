package dev.trailmark.classroom;

/**
 * A row of a roster.
 *
 * @param id what the student is known by: letters, digits and {@code . _ @ + -}, 64 at most
 * @param name the student's name
 * @param email the address; empty when the roster does not tell
 */
public record Student(String id, String name, String email) {}
