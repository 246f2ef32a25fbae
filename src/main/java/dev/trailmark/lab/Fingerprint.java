package dev.trailmark.lab;

/**
 * Something that only one student's work can have, unless students worked together.
 *
 * @param kind what it is, in short, such as {@code same key ID}
 * @param value the thing itself
 * @param place where the student has it
 */
public record Fingerprint(String kind, String value, String place) {}
