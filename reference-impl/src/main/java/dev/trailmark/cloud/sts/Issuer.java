package dev.trailmark.cloud.sts;

import dev.trailmark.cloud.iam.IamState;
import dev.trailmark.cloud.iam.SessionRecord;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Issues temporary credentials, and forgets those that have long expired. */
final class Issuer {
  /** Until then an expired session is answered as expired; later as unknown. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  /** Each new session looks at so many others, so that the old ones are found without a clock. */
  private static final int LOOKED_AT = 8;

  private static final int TOKEN_BYTES = 256;

  private final InstantSource clock;

  /**
   * An issuer.
   *
   * @param clock the time that sessions are judged by; {@code null} for the time of the call
   */
  Issuer(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Whom a session stands for; see {@link SessionRecord}.
   *
   * @param roleName {@code null} for sessions of users and of root
   * @param userName {@code null} for sessions of roles and of root
   */
  record Bearer(
      String accountId,
      String roleName,
      String roleSessionName,
      String userName,
      String entityId) {}

  /** Issues credentials that hold from now for so many seconds. */
  Credentials issue(Call call, Bearer bearer, int seconds, List<String> policies) {
    Instant now = (clock == null ? call.time() : clock.instant()).truncatedTo(ChronoUnit.SECONDS);
    String key = call.ids().entityId("ASIA", 20);
    String token = Base64.getEncoder().encodeToString(call.ids().secretBytes(TOKEN_BYTES));
    SessionRecord session =
        new SessionRecord(
            key,
            call.ids().secretAccessKey(),
            token,
            bearer.accountId(),
            bearer.roleName(),
            bearer.roleSessionName(),
            bearer.userName(),
            bearer.entityId(),
            now,
            now.plusSeconds(seconds),
            policies);
    call.update(
        "sts/" + bearer.accountId(),
        tx -> {
          forgetOld(tx, key, now.minus(REMEMBERED));
          tx.put(IamState.SESSIONS, key, session);
          return null;
        });
    return Credentials.builder()
        .accessKeyId(key)
        .secretAccessKey(session.secretAccessKey())
        .sessionToken(token)
        .expiration(session.expiresAt())
        .build();
  }

  private static void forgetOld(Transaction tx, String from, Instant before) {
    List<SessionRecord> some =
        tx.range(IamState.SESSIONS, "").tailMap(from).values().stream().limit(LOOKED_AT).toList();
    for (SessionRecord session : some) {
      if (session.expiresAt().isBefore(before)) {
        tx.remove(IamState.SESSIONS, session.accessKeyId());
      }
    }
  }
}
