package dev.trailmark;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Notes every call of the SDK that the tests' JVM sends; the SDK loads it for each of its clients.
 */
public final class SdkCalls implements ExecutionInterceptor {

  private static final Queue<Call> SENT = new ConcurrentLinkedQueue<>();

  /** A call as the SDK names it, and what it said of the program that made it. */
  public record Call(String service, String operation, String userAgent) {}

  /** Forgets what was sent so far. */
  public static void forget() {
    SENT.clear();
  }

  /** The calls since then. */
  public static java.util.List<Call> sent() {
    return java.util.List.copyOf(SENT);
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    SENT.add(
        new Call(
            attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
            attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME),
            context.httpRequest().firstMatchingHeader("User-Agent").orElse("")));
  }
}
