package dev.trailmark.cloud.wire;

/**
 * A {@code multipart/form-data} body whose last part is a file, as a browser sends it.
 *
 * @param fields the fields before the file, in their order, names as sent; found in any case
 * @param fileName the file's name without folders; empty when the form gives none
 * @param file the file's content; read once
 * @param fileSize how long the file must be, going by the length of the whole body, if nothing
 *     follows it; -1 when that is not known
 */
public record PostedForm(Headers fields, String fileName, RequestBody file, long fileSize) {}
