package dev.trailmark.cloud.kms.access;

import dev.trailmark.cloud.kms.lookup.ConditionKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The encryption context: pairs that a ciphertext is bound to, and their condition keys. */
public final class EncryptionContext {
  private static final byte[] NONE = {};

  private EncryptionContext() {}

  /**
   * The context as additional authenticated data: pairs in the order of their names, each name and
   * value preceded by its length in four bytes, so that no two contexts have the same bytes. Empty
   * and absent contexts are the same.
   */
  public static byte[] canonical(Map<String, String> context) {
    if (context == null || context.isEmpty()) {
      return NONE;
    }
    List<byte[]> parts = new ArrayList<>(2 * context.size());
    int size = 0;
    for (Map.Entry<String, String> pair : new TreeMap<>(context).entrySet()) {
      size += add(parts, pair.getKey()) + add(parts, pair.getValue());
    }
    byte[] all = new byte[size];
    int at = 0;
    for (byte[] part : parts) {
      for (int shift = 24; shift >= 0; shift -= 8) {
        all[at++] = (byte) (part.length >>> shift);
      }
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /**
   * Adds {@code kms:EncryptionContext:NAME} for each pair and {@code kms:EncryptionContextKeys}.
   */
  public static void conditions(Map<String, String> context, Map<String, List<String>> keys) {
    if (context == null || context.isEmpty()) {
      return;
    }
    keys.put("kms:encryptioncontextkeys", List.copyOf(context.keySet()));
    context.forEach(
        (name, value) ->
            keys.merge(
                "kms:encryptioncontext:" + ConditionKeys.lower(name),
                List.of(value),
                ConditionKeys::joined));
  }

  private static int add(List<byte[]> parts, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    parts.add(bytes);
    return 4 + bytes.length;
  }
}
