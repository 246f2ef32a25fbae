package dev.trailmark.cloud.store;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The small bodies read or written last, up to a number of bytes. */
final class BodyCache {
  private final long bound;
  private final Map<String, byte[]> bodies = new LinkedHashMap<>(16, 0.75f, true);
  private long size;

  BodyCache(long bound) {
    this.bound = bound;
  }

  synchronized byte[] get(String id) {
    return bodies.get(id);
  }

  synchronized void put(String id, byte[] bytes) {
    byte[] before = bodies.put(id, bytes);
    size += bytes.length - (before == null ? 0 : before.length);
    Iterator<byte[]> oldest = bodies.values().iterator();
    while (size > bound) {
      size -= oldest.next().length;
      oldest.remove();
    }
  }

  synchronized void remove(String id) {
    byte[] before = bodies.remove(id);
    size -= before == null ? 0 : before.length;
  }
}
