package dev.trailmark.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.integrity.DigestMaker.Made;
import dev.trailmark.integrity.ObjectName.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bucket that is as CloudTrail left it is proved, and every single fault is found and named. */
class ChainCheckTest {

  private final DigestMaker trail = new DigestMaker(7).hour(0).hour(3).hour(2).hour(1);
  private final MapBucket bucket = new MapBucket(trail);
  private final KeySource keys = PublicKeys.parse(trail.publicKeys(), "keys.json");

  @Test
  void whatNobodyTouchedIsProved() {
    Verification result = check();

    assertThat(result.proved()).isTrue();
    assertThat(result.tampered()).isFalse();
    assertThat(result.count(Kind.DIGEST, Standing.VALID)).isEqualTo(4);
    assertThat(result.count(Kind.LOG, Standing.VALID)).isEqualTo(6);
    assertThat(result.from()).contains(Instant.parse("2025-10-26T23:57:14Z"));
    assertThat(result.to()).contains(Instant.parse("2025-10-27T03:57:14Z"));
    assertThat(result.logs().get("s3://trailbucket/" + trail.log(0).key()).reason())
        .isEqualTo("proved by s3://trailbucket/" + trail.digest(1).key());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyTrailIsProvedAndAnyChangedByteOfItIsFound(long seed) {
    java.util.Random random = new java.util.Random(seed);
    DigestMaker made = new DigestMaker(seed);
    int hours = 1 + random.nextInt(6);
    for (int i = 0; i < hours; i++) {
      made.hour(random.nextInt(5));
      if (random.nextInt(4) == 0) {
        made.pause(1 + random.nextInt(3));
      }
    }
    MapBucket held = new MapBucket(made);
    assertThat(check(held, keys).proved()).isTrue();

    List<Made> all = List.copyOf(made.objects().values());
    Made changed = all.get(random.nextInt(all.size()));
    byte[] plain = changed.plain().clone();
    plain[random.nextInt(plain.length)] ^= (byte) (1 << random.nextInt(7));
    held.objects.put(changed.key(), DigestMaker.gzip(plain));

    Verification result = check(held, keys);
    assertThat(result.tampered()).isTrue();
    assertThat(invalid(result)).contains("s3://trailbucket/" + changed.key());
  }

  @Test
  void aChangedLogIsNamed() {
    Made log = trail.log(2);
    bucket.objects.put(log.key(), DigestMaker.gzip("{\"Records\":[]}".getBytes()));

    assertOneFault(log, Standing.INVALID, "hash value doesn't match");
  }

  @Test
  void aDeletedLogIsNamedWithTheDigestThatNamesIt() {
    Made log = trail.log(2);
    bucket.objects.remove(log.key());

    assertOneFault(
        log,
        Standing.MISSING,
        "not found; s3://trailbucket/" + trail.digest(1).key() + " names it");
  }

  @Test
  void aLogThatIsNoGzipIsNamed() {
    Made log = trail.log(0);
    byte[] half = java.util.Arrays.copyOf(log.gzip(), log.gzip().length / 2);
    bucket.objects.put(log.key(), half);

    assertOneFault(log, Standing.INVALID, "invalid format: not a whole gzip file");
  }

  @Test
  void aLogThatUnpacksWithoutEndIsNotFollowed() {
    Made log = trail.log(0);
    bucket.objects.put(log.key(), DigestMaker.gzip(new byte[1 << 20]));

    assertOneFault(log, Standing.INVALID, "it unpacks to more than 65536 bytes");
  }

  @Test
  void aSecondGzipMemberBehindTheFirstIsNoHidingPlace() {
    Made log = trail.log(0);
    byte[] more = DigestMaker.gzip("more".getBytes());
    byte[] both = java.util.Arrays.copyOf(log.gzip(), log.gzip().length + more.length);
    System.arraycopy(more, 0, both, log.gzip().length, more.length);
    bucket.objects.put(log.key(), both);

    assertOneFault(log, Standing.INVALID, "hash value doesn't match");
  }

  @Test
  void aBrokenSignatureIsNamed() {
    Made digest = trail.digest(3);
    bucket.signatures.put(digest.key(), trail.digest(2).signature());

    assertOneFault(digest, Standing.INVALID, "signature verification failed");
  }

  @Test
  void aSignatureTakenAwayIsNamed() {
    Made digest = trail.digest(3);
    bucket.signatures.remove(digest.key());

    assertOneFault(digest, Standing.INVALID, "signature verification failed: no signature");
  }

  @Test
  void aDigestDeletedInTheMiddleIsNamedAndTheOlderOnesAreCheckedAllTheSame() {
    Made digest = trail.digest(2);
    bucket.objects.remove(digest.key());

    Verification result = check();
    Verdict missing = verdict(result, digest);
    assertThat(missing.standing()).isEqualTo(Standing.MISSING);
    assertThat(missing.reason()).startsWith("not found; ").contains(trail.digest(3).key());
    assertThat(result.tampered()).isTrue();
    assertThat(verdict(result, trail.digest(1)).standing()).isEqualTo(Standing.VALID);
    assertThat(verdict(result, trail.log(3)).standing()).isEqualTo(Standing.NOT_PROVED);
    assertThat(verdict(result, trail.log(3)).reason())
        .isEqualTo("no digest names it, although valid digests cover its time");
  }

  @Test
  void aDigestReplacedByOneOfAnotherSignerIsNamed() {
    DigestMaker forger = DigestMaker.forger(8).hour(0).hour(1);
    Made digest = forger.digest(1);
    bucket.objects.put(digest.key(), digest.gzip());
    bucket.signatures.put(digest.key(), digest.signature());

    Verification result = check();
    assertThat(verdict(result, digest).standing()).isEqualTo(Standing.INVALID);
    assertThat(verdict(result, digest).reason())
        .startsWith("replaced or changed: its hash value doesn't match the one in the digest after")
        .contains(trail.digest(2).key());
    assertThat(verdict(result, trail.digest(0)).standing()).isEqualTo(Standing.VALID);
  }

  @Test
  void anOlderDigestInThePlaceOfANewerOneIsNamed() {
    Made digest = trail.digest(2);
    bucket.objects.put(digest.key(), trail.digest(1).gzip());
    bucket.signatures.put(digest.key(), trail.digest(1).signature());

    Verdict moved = verdict(check(), digest);
    assertThat(moved.standing()).isEqualTo(Standing.INVALID);
    assertThat(moved.reason()).startsWith("has been moved from its original location");
  }

  @Test
  void aDigestThatIsNoJsonIsNamed() {
    Made digest = trail.digest(3);
    bucket.objects.put(digest.key(), DigestMaker.gzip("{\"digestS3Object\":".getBytes()));

    assertOneFault(digest, Standing.INVALID, "invalid format: it is not JSON at line 1");
  }

  @Test
  void aMemberWrittenTwiceIsRefused() {
    Made digest = trail.digest(3);
    String twice =
        new String(digest.plain(), StandardCharsets.UTF_8)
            .replace("\"logFiles\"", "\"awsAccountId\":\"1\",\"logFiles\"");
    bucket.objects.put(digest.key(), DigestMaker.gzip(twice.getBytes()));

    assertOneFault(digest, Standing.INVALID, "Duplicate");
  }

  @Test
  void everythingSignedByAnotherKeyIsNotProved() {
    DigestMaker forger = DigestMaker.forger(7).hour(1).hour(1);

    Verification result = check(new MapBucket(forger), keys);
    assertThat(result.proved()).isFalse();
    assertThat(result.tampered()).isFalse();
    assertThat(verdict(result, forger.digest(1)).reason())
        .startsWith("public key not found in keys.json for fingerprint");
    assertThat(verdict(result, forger.log(0)).reason())
        .startsWith("consistent with the digest s3://trailbucket/")
        .endsWith("which is not proved");
  }

  @Test
  void withoutKeysItIsOnlyConsistentWithItselfAndContradictionsShowAllTheSame() {
    assertThat(check(bucket, KeySource.none()).proved()).isFalse();
    assertThat(check(bucket, KeySource.none()).tampered()).isFalse();

    bucket.objects.put(
        trail.digest(1).key(),
        DigestMaker.gzip(
            new String(trail.digest(1).plain(), StandardCharsets.UTF_8)
                .replace("T01:57:14Z\",\"digestS3B", "T01:57:15Z\",\"digestS3B")
                .getBytes()));
    Verification changed = check(bucket, KeySource.none());
    assertThat(verdict(changed, trail.digest(1)).reason()).startsWith("replaced or changed");
  }

  @Test
  void aKeyProvesNothingForATimeInWhichItIsNotValid() {
    KeySource old =
        PublicKeys.parse(trail.publicKeys().replace("2025-11-20", "2025-10-21"), "keys.json");

    Verification result = check(bucket, old);
    assertThat(result.proved()).isFalse();
    assertThat(verdict(result, trail.digest(3)).reason())
        .contains("valid from 2025-10-20T00:00:00Z to 2025-10-21T00:00:00Z, not at 2025-10-27");
  }

  @Test
  void aLogNewerThanTheNewestDigestAwaitsTheNextOne() {
    Made late = trail.log(Instant.parse("2025-10-27T04:05:00Z"));
    bucket.objects.put(late.key(), late.gzip());

    Verification result = check();
    assertThat(result.proved()).isTrue();
    assertThat(verdict(result, late).standing()).isEqualTo(Standing.PENDING);
  }

  @Test
  void aLogThatWasPutThereIsNotProved() {
    Made planted = trail.log(Instant.parse("2025-10-27T02:05:00Z"));
    bucket.objects.put(planted.key(), planted.gzip());

    assertOneFault(
        planted, Standing.NOT_PROVED, "no digest names it, although valid digests cover");
    assertThat(check().proved()).isFalse();
  }

  @Test
  void aPauseOfTheTrailIsAGapAndNoFault() {
    trail.pause(5).hour(2);

    Verification result = check(new MapBucket(trail), keys);
    assertThat(result.proved()).isTrue();
    assertThat(result.gaps())
        .containsExactly(
            "No log files were delivered by CloudTrail between 2025-10-27T03:57:14Z and"
                + " 2025-10-27T08:57:14Z");
  }

  @Test
  void digestsMadeAfterwardsFormAChainOfTheirOwn() {
    DigestMaker late = new DigestMaker(9).backfill().hour(1).hour(1);
    late.objects().forEach((key, made) -> bucket.objects.put(key, made.gzip()));
    bucket.signatures.put(late.digest(0).key(), late.digest(0).signature());
    bucket.signatures.put(late.digest(1).key(), late.digest(1).signature());

    Verification result = check();
    assertThat(result.proved()).isTrue();
    assertThat(result.count(Kind.BACKFILL_DIGEST, Standing.VALID)).isEqualTo(2);
  }

  @Test
  void aDigestThatTheChainLeavesOutIsNamedWhenNoKeyShowsItsOrigin() {
    Made digest = trail.digest(2);
    String skipping =
        new String(trail.digest(3).plain(), StandardCharsets.UTF_8)
            .replace(digest.key(), trail.digest(1).key());
    bucket.objects.put(trail.digest(3).key(), DigestMaker.gzip(skipping.getBytes()));

    Verdict left = verdict(check(bucket, KeySource.none()), digest);
    assertThat(left.standing()).isEqualTo(Standing.INVALID);
    assertThat(left.reason()).contains("names another one as the one before");
  }

  @Test
  void aFalseNewestDigestDoesNotSpoilTheValidOneBeforeIt() {
    Made newest = trail.digest(3);
    String lying =
        new String(newest.plain(), StandardCharsets.UTF_8)
            .replaceAll("(previousDigestHashValue\":\")....", "$10000")
            .replaceAll("(KeyFingerprint\":\")....", "$10000");
    bucket.objects.put(newest.key(), DigestMaker.gzip(lying.getBytes()));

    Verification result = check();
    assertThat(verdict(result, trail.digest(2)).standing()).isEqualTo(Standing.VALID);
    assertThat(verdict(result, newest).standing()).isEqualTo(Standing.INVALID);
    assertThat(verdict(result, newest).reason()).contains("it gives of the valid digest before it");
  }

  @Test
  void aDigestThatNamesANewerOneAsTheOneBeforeItEndsNoCheck() {
    Made digest = trail.digest(1);
    String circle =
        new String(digest.plain(), StandardCharsets.UTF_8)
            .replace(trail.digest(0).key(), trail.digest(3).key());
    bucket.objects.put(digest.key(), DigestMaker.gzip(circle.getBytes()));
    bucket.objects.remove(trail.digest(2).key());

    Verification result = check(bucket, KeySource.none());
    assertThat(verdict(result, digest).reason()).contains("that is not older");
    assertThat(verdict(result, trail.digest(0)).standing()).isEqualTo(Standing.NOT_PROVED);
  }

  @Test
  void onlyTheSpanIsChecked() {
    Span hour =
        new Span(Instant.parse("2025-10-27T02:00:00Z"), Instant.parse("2025-10-27T02:30:00Z"));

    Verification result = ChainCheck.run(bucket, keys, hour);
    assertThat(result.proved()).isTrue();
    assertThat(result.count(Kind.DIGEST)).isEqualTo(1);
    assertThat(result.count(Kind.LOG)).isEqualTo(2);
  }

  private Verification check() {
    return check(bucket, keys);
  }

  private static Verification check(Holdings holdings, KeySource keys) {
    return ChainCheck.run(holdings, keys, Span.ALWAYS);
  }

  private void assertOneFault(Made made, Standing standing, String reason) {
    Verification result = check();
    Verdict verdict = verdict(result, made);
    assertThat(verdict.standing()).isEqualTo(standing);
    assertThat(verdict.reason()).contains(reason);
    assertThat(result.proved()).isFalse();
    assertThat(result.verdicts())
        .filteredOn(each -> each.standing() == Standing.INVALID)
        .allMatch(each -> each.equals(verdict));
  }

  private static Verdict verdict(Verification result, Made made) {
    return result.verdicts().stream()
        .filter(verdict -> verdict.subject().endsWith(made.key()))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> invalid(Verification result) {
    return result.verdicts().stream()
        .filter(verdict -> verdict.standing() == Standing.INVALID)
        .map(Verdict::subject)
        .toList();
  }
}
