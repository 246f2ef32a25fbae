package dev.trailmark.cloud.store;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A range as a transaction sees it: changes over what is published, merged as it is read. So a look
 * at one end of it costs no more than that, however much is published. Unmodifiable.
 *
 * @param <R> the records' type
 */
final class Overlay<R> extends AbstractMap<String, R> implements NavigableMap<String, R> {
  private final NavigableMap<String, R> below;
  private final NavigableMap<String, Change<R>> over;
  private final Comparator<? super String> order;

  /**
   * Both of the same range and order.
   *
   * @param below what is published
   * @param over changes, none of which comes any more
   */
  Overlay(NavigableMap<String, R> below, NavigableMap<String, Change<R>> over) {
    this.below = below;
    this.over = over;
    this.order = over.comparator();
  }

  @Override
  public Comparator<? super String> comparator() {
    return order;
  }

  @Override
  public R get(Object key) {
    Change<R> change = over.get(key);
    return change == null ? below.get(key) : change.value();
  }

  @Override
  public boolean containsKey(Object key) {
    return get(key) != null;
  }

  @Override
  public boolean isEmpty() {
    return firstEntry() == null;
  }

  /** Where to look next: the end that is nearest, then on from what a change removed. */
  private Map.Entry<String, R> nearest(
      Map.Entry<String, R> kept,
      Map.Entry<String, Change<R>> changed,
      boolean upwards,
      Function<String, Map.Entry<String, R>> onwards) {
    if (changed == null) {
      return kept;
    }
    if (kept != null) {
      int compared = order.compare(kept.getKey(), changed.getKey());
      if (upwards ? compared < 0 : compared > 0) {
        return kept;
      }
    }
    R value = changed.getValue().value();
    return value == null
        ? onwards.apply(changed.getKey())
        : new SimpleImmutableEntry<>(changed.getKey(), value);
  }

  private Map.Entry<String, R> upwards(
      Map.Entry<String, R> kept, Map.Entry<String, Change<R>> changed) {
    return nearest(kept, changed, true, this::higherEntry);
  }

  private Map.Entry<String, R> downwards(
      Map.Entry<String, R> kept, Map.Entry<String, Change<R>> changed) {
    return nearest(kept, changed, false, this::lowerEntry);
  }

  @Override
  public Map.Entry<String, R> firstEntry() {
    return upwards(below.firstEntry(), over.firstEntry());
  }

  @Override
  public Map.Entry<String, R> lastEntry() {
    return downwards(below.lastEntry(), over.lastEntry());
  }

  @Override
  public Map.Entry<String, R> ceilingEntry(String key) {
    return upwards(below.ceilingEntry(key), over.ceilingEntry(key));
  }

  @Override
  public Map.Entry<String, R> higherEntry(String key) {
    return upwards(below.higherEntry(key), over.higherEntry(key));
  }

  @Override
  public Map.Entry<String, R> floorEntry(String key) {
    return downwards(below.floorEntry(key), over.floorEntry(key));
  }

  @Override
  public Map.Entry<String, R> lowerEntry(String key) {
    return downwards(below.lowerEntry(key), over.lowerEntry(key));
  }

  private static String keyOf(Map.Entry<String, ?> entry) {
    return entry == null ? null : entry.getKey();
  }

  private static String required(Map.Entry<String, ?> entry) {
    if (entry == null) {
      throw new NoSuchElementException();
    }
    return entry.getKey();
  }

  @Override
  public String firstKey() {
    return required(firstEntry());
  }

  @Override
  public String lastKey() {
    return required(lastEntry());
  }

  @Override
  public String ceilingKey(String key) {
    return keyOf(ceilingEntry(key));
  }

  @Override
  public String higherKey(String key) {
    return keyOf(higherEntry(key));
  }

  @Override
  public String floorKey(String key) {
    return keyOf(floorEntry(key));
  }

  @Override
  public String lowerKey(String key) {
    return keyOf(lowerEntry(key));
  }

  @Override
  public Map.Entry<String, R> pollFirstEntry() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map.Entry<String, R> pollLastEntry() {
    throw new UnsupportedOperationException();
  }

  @Override
  public NavigableMap<String, R> descendingMap() {
    return new Overlay<>(below.descendingMap(), over.descendingMap());
  }

  @Override
  public NavigableMap<String, R> subMap(
      String from, boolean fromInclusive, String to, boolean toInclusive) {
    return new Overlay<>(
        below.subMap(from, fromInclusive, to, toInclusive),
        over.subMap(from, fromInclusive, to, toInclusive));
  }

  @Override
  public NavigableMap<String, R> headMap(String to, boolean inclusive) {
    return new Overlay<>(below.headMap(to, inclusive), over.headMap(to, inclusive));
  }

  @Override
  public NavigableMap<String, R> tailMap(String from, boolean inclusive) {
    return new Overlay<>(below.tailMap(from, inclusive), over.tailMap(from, inclusive));
  }

  @Override
  public NavigableMap<String, R> subMap(String from, String to) {
    return subMap(from, true, to, false);
  }

  @Override
  public NavigableMap<String, R> headMap(String to) {
    return headMap(to, false);
  }

  @Override
  public NavigableMap<String, R> tailMap(String from) {
    return tailMap(from, true);
  }

  /** A copy. */
  @Override
  public NavigableSet<String> navigableKeySet() {
    NavigableSet<String> keys = new TreeSet<>(order);
    keys.addAll(keySet());
    return Collections.unmodifiableNavigableSet(keys);
  }

  @Override
  public NavigableSet<String> descendingKeySet() {
    return navigableKeySet().descendingSet();
  }

  @Override
  public Set<Map.Entry<String, R>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, R>> iterator() {
        return new Merge<>(below.entrySet().iterator(), over.entrySet().iterator(), order);
      }

      @Override
      public boolean isEmpty() {
        return Overlay.this.isEmpty();
      }

      @Override
      public int size() {
        int size = 0;
        for (Iterator<?> each = iterator(); each.hasNext(); each.next()) {
          size++;
        }
        return size;
      }
    };
  }

  /** Goes through both at once, in their order. */
  private static final class Merge<R> implements Iterator<Map.Entry<String, R>> {
    private final Iterator<Map.Entry<String, R>> below;
    private final Iterator<Map.Entry<String, Change<R>>> over;
    private final Comparator<? super String> order;
    private Map.Entry<String, R> kept;
    private Map.Entry<String, Change<R>> changed;
    private Map.Entry<String, R> next;

    Merge(
        Iterator<Map.Entry<String, R>> below,
        Iterator<Map.Entry<String, Change<R>>> over,
        Comparator<? super String> order) {
      this.below = below;
      this.over = over;
      this.order = order;
      this.kept = step(below);
      this.changed = step(over);
      advance();
    }

    private static <E> E step(Iterator<E> each) {
      return each.hasNext() ? each.next() : null;
    }

    private void advance() {
      next = null;
      while (next == null && (kept != null || changed != null)) {
        int compared =
            kept == null
                ? 1
                : changed == null ? -1 : order.compare(kept.getKey(), changed.getKey());
        if (compared < 0) {
          next = kept;
        } else if (changed.getValue().value() != null) {
          next = new SimpleImmutableEntry<>(changed.getKey(), changed.getValue().value());
        }
        kept = compared <= 0 ? step(below) : kept;
        changed = compared >= 0 ? step(over) : changed;
      }
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Map.Entry<String, R> next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      Map.Entry<String, R> entry = next;
      advance();
      return entry;
    }
  }
}
