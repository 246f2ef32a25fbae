package dev.trailmark.cloud.store;

import dev.trailmark.cloud.store.EventHistory.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Events as bytes. Each event is written by itself, so two encodings one after the other are the
 * encoding of both. An event is its position and its time in nanoseconds (8 bytes each), a byte of
 * flags, five texts, the number of resources with two texts each, and the record. A text or record
 * is its length (4 bytes, -1 for none) and its UTF-8.
 */
final class EventBytes {
  private static final int READ_ONLY = 1;
  private static final int MANAGEMENT = 2;
  private static final long NANOS = 1_000_000_000L;

  private static final int ROOM = 64 * 1024;

  private ByteBuffer buffer;

  private EventBytes(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  /** A writer whose room is used again for each block. */
  static EventBytes writer() {
    return new EventBytes(ByteBuffer.allocate(ROOM));
  }

  /** The events with their positions; what all of them share, account and region, is left out. */
  byte[] write(List<Entry> entries) {
    buffer.clear();
    for (Entry entry : entries) {
      put(entry);
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private void put(Entry entry) {
    Event event = entry.event();
    room(Long.BYTES + Long.BYTES + 1);
    buffer.putLong(entry.position());
    buffer.putLong(nanos(event.time()));
    buffer.put((byte) ((event.readOnly() ? READ_ONLY : 0) | (event.management() ? MANAGEMENT : 0)));
    put(event.id());
    put(event.name());
    put(event.source());
    put(event.username());
    put(event.accessKeyId());
    room(Integer.BYTES);
    buffer.putInt(event.resources().size());
    for (Event.Resource resource : event.resources()) {
      put(resource.type());
      put(resource.name());
    }
    put(event.record());
  }

  private void put(String text) {
    put(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
  }

  private void put(byte[] bytes) {
    int length = bytes == null ? 0 : bytes.length;
    room(Integer.BYTES + length);
    buffer.putInt(bytes == null ? -1 : length);
    if (bytes != null) {
      buffer.put(bytes);
    }
  }

  private void room(int count) {
    if (buffer.remaining() < count) {
      int size = Math.max(buffer.capacity() * 2, buffer.position() + count);
      buffer = ByteBuffer.allocate(size).put(buffer.flip());
    }
  }

  /** The events that were written, of that account and region. */
  static List<Entry> read(byte[] bytes, String accountId, String region) {
    EventBytes source = new EventBytes(ByteBuffer.wrap(bytes));
    List<Entry> entries = new ArrayList<>();
    while (source.buffer.hasRemaining()) {
      entries.add(source.get(accountId, region));
    }
    return entries;
  }

  private Entry get(String accountId, String region) {
    long position = buffer.getLong();
    Instant time = instant(buffer.getLong());
    int flags = buffer.get();
    Event event =
        new Event(
            accountId,
            region,
            time,
            text(),
            text(),
            text(),
            text(),
            text(),
            (flags & READ_ONLY) != 0,
            (flags & MANAGEMENT) != 0,
            resources(),
            bytes());
    return new Entry(position, event);
  }

  private List<Event.Resource> resources() {
    int count = buffer.getInt();
    List<Event.Resource> resources = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      resources.add(new Event.Resource(text(), text()));
    }
    return List.copyOf(resources);
  }

  private String text() {
    byte[] bytes = bytes();
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private byte[] bytes() {
    int length = buffer.getInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }

  /** Nanoseconds since the epoch, as far as a long goes (1677 to 2262). */
  static long nanos(Instant time) {
    try {
      return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
    } catch (ArithmeticException e) {
      return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }
}
