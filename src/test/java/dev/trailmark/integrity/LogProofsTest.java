package dev.trailmark.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.integrity.DigestMaker.Made;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a grader learns about single log files, and that nothing keeps it from grading. */
class LogProofsTest {

  private final DigestMaker trail = new DigestMaker(51).hour(1).hour(2).hour(1).hour(1);
  private final Counted bucket = new Counted(new MapBucket(trail));
  private final KeySource keys = PublicKeys.parse(trail.publicKeys(), "keys.json");
  private final LogProofs proofs = new LogProofs(bucket, keys);

  @Test
  void aLogIsProvedByReadingTheDigestsOfItsTimeOnly() {
    assertThat(of(trail.log(1)))
        .hasValueSatisfying(
            verdict -> {
              assertThat(verdict.standing()).isEqualTo(Standing.VALID);
              assertThat(verdict.reason()).startsWith("proved by 111122223333_CloudTrail-Digest_");
            });
    assertThat(of(trail.log(2))).isPresent();
    assertThat(bucket.read).hasSizeLessThanOrEqualTo(2).doesNotHaveDuplicates();
  }

  @Test
  void aChangedLogIsKnownForWhatItIs() {
    bucket.held.objects.put(trail.log(1).key(), DigestMaker.gzip("{\"Records\":[]}".getBytes()));

    assertThat(of(trail.log(1)))
        .hasValueSatisfying(verdict -> assertThat(verdict.standing()).isEqualTo(Standing.INVALID));
  }

  @Test
  void withoutKeysAChangedLogIsNotCalledForgedForTheDigestMayBe() {
    bucket.held.objects.put(trail.log(1).key(), DigestMaker.gzip("{\"Records\":[]}".getBytes()));
    LogProofs unproved = new LogProofs(bucket, KeySource.none());

    assertThat(unproved.of(place(trail.log(1))))
        .hasValueSatisfying(
            verdict -> {
              assertThat(verdict.standing()).isEqualTo(Standing.NOT_PROVED);
              assertThat(verdict.reason()).startsWith("its hash value doesn't match the one in");
            });
    assertThat(unproved.of(place(trail.log(2))))
        .hasValueSatisfying(
            verdict ->
                assertThat(verdict.reason()).contains("not proved: no public key fetched from"));
  }

  @Test
  void aDigestThatDoesNotHoldSaysNothing() {
    Made digest = trail.digest(1);
    String changed =
        new String(digest.plain(), StandardCharsets.UTF_8)
            .replaceAll("(\"hashValue\":\")..", "$1zz");
    bucket.held.objects.put(digest.key(), DigestMaker.gzip(changed.getBytes()));
    assertThat(of(trail.log(1))).isEmpty();

    bucket.held.objects.put(trail.digest(2).key(), "no gzip".getBytes());
    assertThat(of(trail.log(3))).isEmpty();
  }

  @Test
  void aLogThatNoDigestNamesIsNotKnown() {
    assertThat(proofs.any()).isTrue();
    assertThat(of(trail.log(java.time.Instant.parse("2025-10-27T01:35:00Z")))).isEmpty();
    assertThat(proofs.of(new Place(DigestMaker.BUCKET, "photo.png"))).isEmpty();
  }

  @Test
  void whereDigestsCannotBeReadNothingIsKnownAndNothingStops() {
    bucket.refuses = true;

    assertThat(proofs.any()).isFalse();
    assertThat(of(trail.log(1))).isEmpty();
    assertThat(LogProofs.none().any()).isFalse();
  }

  private Optional<Verdict> of(Made log) {
    return proofs.of(place(log));
  }

  private static Place place(Made made) {
    return new Place(DigestMaker.BUCKET, made.key());
  }

  /** A bucket that notes which digests are read, and may refuse to be read. */
  private static final class Counted implements Holdings {
    private final MapBucket held;
    private final List<Place> read = new ArrayList<>();
    private boolean refuses;

    Counted(MapBucket held) {
      this.held = held;
    }

    @Override
    public List<ListedDigest> digests() {
      if (refuses) {
        throw new HoldingsException("denied");
      }
      return held.digests();
    }

    @Override
    public List<HeldDigest> digest(Place place) {
      read.add(place);
      return held.digest(place);
    }

    @Override
    public List<HeldLog> log(Digest.Log log) {
      return held.log(log);
    }

    @Override
    public List<ListedLog> logs() {
      throw new AssertionError("all logs are not asked for");
    }

    @Override
    public boolean complete() {
      return true;
    }
  }
}
