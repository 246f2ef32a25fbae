package dev.trailmark.target;

/**
 * An operation of AWS's that the bundled simulator serves or not.
 *
 * @param service the service, such as {@code kms}
 * @param name the operation, such as {@code CreateKey}
 * @param served whether it is served; else it answers NotImplemented (501)
 */
public record ServedOperation(String service, String name, boolean served) {}
