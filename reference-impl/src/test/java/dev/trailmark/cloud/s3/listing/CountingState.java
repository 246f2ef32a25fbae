package dev.trailmark.cloud.s3.listing;

import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.State;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.NavigableMap;

/** Counts the records that are read one after the other. */
final class CountingState implements State {
  private final State real;
  private int read;

  CountingState(State real) {
    this.real = real;
  }

  int read() {
    return read;
  }

  @Override
  public <T> T get(Kind<T> kind, String key) {
    return real.get(kind, key);
  }

  @Override
  public <T> NavigableMap<String, T> range(Kind<T> kind, String prefix) {
    return counted(real.range(kind, prefix));
  }

  @SuppressWarnings("unchecked")
  private <T> NavigableMap<String, T> counted(NavigableMap<String, T> map) {
    return (NavigableMap<String, T>)
        Proxy.newProxyInstance(
            CountingState.class.getClassLoader(),
            new Class<?>[] {NavigableMap.class},
            (proxy, method, arguments) -> answer(map, method, arguments));
  }

  private Object answer(NavigableMap<String, ?> map, Method method, Object[] arguments)
      throws Throwable {
    Object answer;
    try {
      answer = method.invoke(map, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (answer instanceof NavigableMap<?, ?>) {
      @SuppressWarnings("unchecked")
      NavigableMap<String, Object> part = (NavigableMap<String, Object>) answer;
      return counted(part);
    }
    return answer instanceof Collection<?> all ? counted(all) : answer;
  }

  private <T> Collection<T> counted(Collection<T> all) {
    return new AbstractCollection<>() {
      @Override
      public Iterator<T> iterator() {
        Iterator<T> each = all.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return each.hasNext();
          }

          @Override
          public T next() {
            read++;
            return each.next();
          }
        };
      }

      @Override
      public int size() {
        return all.size();
      }
    };
  }
}
