package dev.trailmark.grading.tiny;

import dev.trailmark.lab.Fingerprint;
import dev.trailmark.lab.IndeterminateException;
import dev.trailmark.lab.Student;
import dev.trailmark.steps.LaunchContext;
import dev.trailmark.target.Target;
import dev.trailmark.target.TargetSettings;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A student who has everything but what a test takes away. */
public final class FakeStudent implements InvocationHandler {
  private final String name;
  private final Set<String> lacking;
  private final Set<String> unasked;
  private final CountDownLatch hangs = new CountDownLatch(1);
  private volatile CountDownLatch neverOpened;
  private volatile boolean closed;
  private List<Fingerprint> prints = List.of();

  public FakeStudent(String name, Set<String> lacking, Set<String> unasked) {
    this.name = name;
    this.lacking = lacking;
    this.unasked = unasked;
  }

  /** Gives the student a key that nobody else should have. */
  public FakeStudent marked(String key) {
    prints = List.of(new Fingerprint("same key ID", key, name + "'s notes"));
    return this;
  }

  /** Makes every look last until its thread is interrupted. */
  public FakeStudent hanging() {
    neverOpened = new CountDownLatch(1);
    return this;
  }

  /** Waits until a look has begun to hang. */
  public void awaitHanging() {
    try {
      hangs.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public LaunchContext context() {
    Student student =
        (Student)
            Proxy.newProxyInstance(
                FakeStudent.class.getClassLoader(), new Class<?>[] {Student.class}, this);
    TargetSettings nowhere = TargetSettings.endpoint(URI.create("http://127.0.0.1:1"));
    return LaunchContext.on(name, Target.open(nowhere, Clock.systemUTC()), student);
  }

  static FakeStudent of(Student student) {
    return (FakeStudent) Proxy.getInvocationHandler(student);
  }

  public boolean closed() {
    return closed;
  }

  public String name() {
    return name;
  }

  void look(String what) {
    if (unasked.contains(what)) {
      throw new IndeterminateException("http://127.0.0.1:1 refuses connections; start it");
    }
    if (neverOpened != null) {
      hangs.countDown();
      try {
        neverOpened.await();
      } catch (InterruptedException e) {
        throw new IndeterminateException("interrupted");
      }
    }
  }

  boolean lacks(String what) {
    return lacking.contains(what);
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "name", "toString" -> name;
      case "weaknesses" -> List.of("no IAM there");
      case "contradictions" -> List.of();
      case "fingerprints" -> prints;
      case "close" -> close();
      default -> throw new UnsupportedOperationException(method.getName());
    };
  }

  private Object close() {
    closed = true;
    return null;
  }
}
