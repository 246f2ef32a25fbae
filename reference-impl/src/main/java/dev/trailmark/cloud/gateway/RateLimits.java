package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * AWS's documented request quotas, for clients that shall meet them: a bucket of tokens for each
 * account, region and operation, refilled every second. Lookups of CloudTrail events have a switch
 * of their own, because two a second is the quota that clients meet most.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html">Quotas
 *     in AWS CloudTrail</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html">Request
 *     quotas of AWS KMS</a>
 */
public final class RateLimits implements Throttle {
  /** Calls a second of CloudTrail operations that are not named below. */
  private static final double CLOUDTRAIL_OTHER = 1;

  private static final String LOOKUP = "cloudtrail:LookupEvents";
  private static final double LOOKUPS = 2;

  private static final Map<String, Double> PER_SECOND =
      Map.ofEntries(
          Map.entry("cloudtrail:DescribeTrails", 10.0),
          Map.entry("cloudtrail:GetTrail", 10.0),
          Map.entry("cloudtrail:GetTrailStatus", 10.0),
          Map.entry("cloudtrail:GetEventSelectors", 10.0),
          Map.entry("cloudtrail:GetInsightSelectors", 10.0),
          Map.entry("cloudtrail:ListTrails", 10.0),
          Map.entry("kms:CreateKey", 5.0),
          Map.entry("kms:CreateAlias", 5.0),
          Map.entry("kms:UpdateAlias", 5.0),
          Map.entry("kms:DeleteAlias", 15.0),
          Map.entry("kms:EnableKey", 5.0),
          Map.entry("kms:DisableKey", 5.0),
          Map.entry("kms:PutKeyPolicy", 15.0),
          Map.entry("kms:ScheduleKeyDeletion", 15.0),
          Map.entry("kms:CancelKeyDeletion", 5.0),
          Map.entry("kms:TagResource", 10.0),
          Map.entry("kms:UntagResource", 5.0),
          Map.entry("kms:UpdateKeyDescription", 5.0));

  private final InstantSource clock;
  private final boolean lookups;
  private final boolean others;
  private final Map<String, Tokens> tokens = new ConcurrentHashMap<>();

  private RateLimits(InstantSource clock, boolean lookups, boolean others) {
    this.clock = clock;
    this.lookups = lookups;
    this.others = others;
  }

  /**
   * Limits by real time.
   *
   * @param lookups whether LookupEvents is limited, to two calls a second
   * @param others whether the other operations that have a quota are
   */
  public static Throttle of(InstantSource clock, boolean lookups, boolean others) {
    return lookups || others ? new RateLimits(clock, lookups, others) : NONE;
  }

  @Override
  public void admit(Call call, Service service, Operation<?, ?> operation) {
    double perSecond = rateOf(service.name(), operation.name());
    if (perSecond <= 0) {
      return;
    }
    String key =
        call.accountId() + "/" + call.region() + "/" + service.name() + ":" + operation.name();
    Instant now = clock.instant();
    if (!tokens.computeIfAbsent(key, k -> new Tokens(perSecond, now)).take(now)) {
      throw new ServiceException("ThrottlingException", 400, message(service.name()));
    }
  }

  /** Calls a second; 0 for no limit. */
  private double rateOf(String service, String operation) {
    String name = service + ":" + operation;
    if (name.equals(LOOKUP)) {
      return lookups ? LOOKUPS : 0;
    }
    if (!others) {
      return 0;
    }
    Double rate = PER_SECOND.get(name);
    if (rate != null) {
      return rate;
    }
    return service.equals("cloudtrail") ? CLOUDTRAIL_OTHER : 0;
  }

  private static String message(String service) {
    return service.equals("kms")
        ? "You have exceeded the rate at which you may call KMS. Reduce the frequency of your"
            + " calls."
        : "Rate exceeded";
  }

  /** A bucket that holds one second's worth of calls. */
  private static final class Tokens {
    private final double perSecond;
    private double left;
    private Instant filled;

    Tokens(double perSecond, Instant now) {
      this.perSecond = perSecond;
      this.left = perSecond;
      this.filled = now;
    }

    synchronized boolean take(Instant now) {
      if (now.isAfter(filled)) {
        double elapsed = Duration.between(filled, now).toNanos() / 1e9;
        left = Math.min(perSecond, left + elapsed * perSecond);
        filled = now;
      }
      if (left < 1) {
        return false;
      }
      left -= 1;
      return true;
    }
  }
}
