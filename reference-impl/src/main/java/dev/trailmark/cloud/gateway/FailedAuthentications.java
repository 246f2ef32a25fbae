package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.operation.Protocol;
import dev.trailmark.cloud.operation.ServiceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bounds how many requests of one source may fail authentication in a minute. What fails beyond
 * that is answered as AWS answers clients that are too fast, and no longer told why; so nobody
 * finds out by trying which keys there are. Requests whose signature holds never come here: one
 * student's wrong keys do not shut out a class that shares an address.
 */
public final class FailedAuthentications {
  /** How many sources are remembered; the one that failed longest ago goes first. */
  static final int SOURCES = 10_000;

  private static final double NANOS_PER_MINUTE = Duration.ofMinutes(1).toNanos();

  private final int perMinute;
  private final InstantSource clock;
  private final Map<String, Source> sources =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Source> eldest) {
          return size() > SOURCES;
        }
      };

  /** What one source may still do wrong. */
  private static final class Source {
    private double left;
    private Instant filled;
  }

  /**
   * A limit.
   *
   * @param perMinute how many failures a minute are told why; 0 means all
   * @param clock the time that requests are judged by
   */
  public FailedAuthentications(int perMinute, InstantSource clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /**
   * Notes a failure.
   *
   * @param address the client's IP address
   * @param refusal what the service answers
   * @return what to answer: the refusal, or that the client is too fast
   */
  ServiceException answer(String address, Protocol.Style style, ServiceException refusal) {
    if (perMinute == 0 || take(source(address), clock.instant())) {
      return refusal;
    }
    return switch (style) {
      case REST_XML -> new ServiceException("SlowDown", 503, "Please reduce your request rate.");
      case JSON -> new ServiceException("ThrottlingException", 400, "Rate exceeded");
      case QUERY -> new ServiceException("Throttling", 400, "Rate exceeded");
    };
  }

  /** An IPv6 host has a whole /64 of addresses to itself: its four first groups stand for it. */
  private static String source(String address) {
    if (address == null) {
      return "";
    }
    int end = -1;
    for (int groups = 0; groups < 4; groups++) {
      end = address.indexOf(':', end + 1);
      if (end < 0) {
        return address;
      }
    }
    return address.substring(0, end);
  }

  private synchronized boolean take(String name, Instant now) {
    Source source = sources.computeIfAbsent(name, unknown -> fresh(now));
    if (now.isAfter(source.filled)) {
      double minutes = Duration.between(source.filled, now).toNanos() / NANOS_PER_MINUTE;
      source.left = Math.min(perMinute, source.left + minutes * perMinute);
      source.filled = now;
    }
    if (source.left < 1) {
      return false;
    }
    source.left--;
    return true;
  }

  private Source fresh(Instant now) {
    Source source = new Source();
    source.left = perMinute;
    source.filled = now;
    return source;
  }
}
