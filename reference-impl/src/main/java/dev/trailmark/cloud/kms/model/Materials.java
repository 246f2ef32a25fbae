package dev.trailmark.cloud.kms.model;

import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;

/**
 * Where key material is kept: under its id, and for multi-Region keys under id and region, since
 * the material of related keys has one id but comes and goes by region.
 */
public final class Materials {
  private Materials() {}

  /** One of a key's materials; {@code null} when its secret is not there. */
  public static MaterialRecord of(State state, KeyRecord key, String id) {
    MaterialRecord found = id == null ? null : state.get(KmsTables.MATERIAL, address(key, id));
    return found == null || found.lost() ? null : found;
  }

  /** The material that a ciphertext names, as a region has or had it; {@code null} for none. */
  public static MaterialRecord named(State state, String id, String region) {
    MaterialRecord found = state.get(KmsTables.MATERIAL, id);
    return found == null ? state.get(KmsTables.MATERIAL, id + "/" + region) : found;
  }

  /** Keeps a key's material. */
  public static void put(Transaction transaction, KeyRecord key, String id, Material material) {
    transaction.put(KmsTables.MATERIAL, address(key, id), material.of(key));
  }

  /** Forgets a material's secret, but not whose it was: ciphertexts still name their key. */
  public static void lose(Transaction transaction, KeyRecord key, String id) {
    MaterialRecord found = of(transaction, key, id);
    if (found != null) {
      transaction.put(KmsTables.MATERIAL, address(key, id), found.withoutSecret());
    }
  }

  /** Forgets a key's material. */
  public static void remove(Transaction transaction, KeyRecord key, String id) {
    transaction.remove(KmsTables.MATERIAL, address(key, id));
  }

  private static String address(KeyRecord key, String id) {
    return key.traits().multiRegion() ? id + "/" + key.region() : id;
  }
}
