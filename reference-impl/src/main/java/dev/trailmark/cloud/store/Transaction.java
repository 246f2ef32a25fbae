package dev.trailmark.cloud.store;

/**
 * The changes of one request while they are being made. Reads see what earlier transactions have
 * staged, also when it is not yet on disk, and this transaction's own changes.
 */
public interface Transaction extends State {

  /** Adds or replaces a record. */
  <R> void put(Kind<R> kind, String key, R value);

  /** Removes a record; no error when it is absent. */
  void remove(Kind<?> kind, String key);

  /**
   * Makes a body part of this transaction: it is named by a record that was put. When the
   * transaction is aborted or its commit fails, the body is thrown away; when the change throws,
   * that is up to whoever wrote the body.
   */
  void keep(Blob blob);

  /** Deletes a body once this transaction is committed. */
  void discard(String blobId);
}
