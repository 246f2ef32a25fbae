package dev.trailmark.evidence.paper;

/**
 * A value and where it stands.
 *
 * @param <T> the value's type
 * @param value the value
 * @param place where it stands
 */
public record Located<T>(T value, Place place) {}
