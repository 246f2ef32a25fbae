package dev.trailmark.cloud.sts;

import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.RoleUse;
import dev.trailmark.cloud.iam.model.SessionRecord;
import dev.trailmark.cloud.identity.Session;
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
   * Issues credentials that hold from now for so many seconds.
   *
   * @param leastToken how many bytes the session token is to have at least; {@code null} for the
   *     usual
   */
  Credentials issue(
      Call call, SessionRecord.Bearer bearer, int seconds, SessionTerms terms, Integer leastToken) {
    Instant now = (clock == null ? call.time() : clock.instant()).truncatedTo(ChronoUnit.SECONDS);
    SessionRecord record =
        new SessionRecord(
            call.ids().entityId("ASIA", 20),
            call.ids().secretAccessKey(),
            token(call, leastToken == null ? 0 : leastToken),
            bearer,
            session(now, now.plusSeconds(seconds), terms));
    call.update(
        "sts/" + bearer.accountId(),
        tx -> {
          forgetOld(tx, record.accessKeyId(), now.minus(REMEMBERED));
          tx.put(IamState.SESSIONS, record.accessKeyId(), record);
          if (bearer.kind() == SessionRecord.Kind.ROLE) {
            IamState.used(tx, bearer.entityId(), new RoleUse(call.time(), call.region()));
          }
          return null;
        });
    return Credentials.builder()
        .accessKeyId(record.accessKeyId())
        .secretAccessKey(record.secretAccessKey())
        .sessionToken(record.sessionToken())
        .expiration(record.session().expiresAt())
        .build();
  }

  /** Base64 makes four characters of three bytes. */
  private static String token(Call call, int least) {
    int bytes = Math.max(TOKEN_BYTES, (least + 3) / 4 * 3);
    return Base64.getEncoder().encodeToString(call.ids().secretBytes(bytes));
  }

  /** How many bytes a session token has, which is ASCII. */
  static int tokenSize(Credentials credentials) {
    return credentials.sessionToken().length();
  }

  /** No MFA device exists, so no session is authenticated by one. */
  private static Session session(Instant from, Instant until, SessionTerms terms) {
    return new Session(
        from,
        until,
        false,
        terms.policies().inline(),
        terms.policies().managed(),
        terms.tags().all(),
        terms.tags().transitive(),
        terms.sourceIdentity());
  }

  private static void forgetOld(Transaction tx, String from, Instant before) {
    List<SessionRecord> some =
        tx.range(IamState.SESSIONS, "").tailMap(from).values().stream().limit(LOOKED_AT).toList();
    for (SessionRecord record : some) {
      if (record.session().expiresAt().isBefore(before)) {
        tx.remove(IamState.SESSIONS, record.accessKeyId());
      }
    }
  }
}
