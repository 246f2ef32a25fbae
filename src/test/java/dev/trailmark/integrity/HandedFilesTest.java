package dev.trailmark.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.integrity.DigestMaker.Made;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Files as students hand them in: renamed, in any folder, unpacked, incomplete. */
class HandedFilesTest {

  /** What of a gzip file says nothing about its content: its header, and how long it was. */
  private static final int PACKED = 10;

  private static final int TRAILER = 8;

  private final DigestMaker trail = new DigestMaker(11).hour(1).hour(2).hour(1);
  private final KeySource keys = PublicKeys.parse(trail.publicKeys(), "keys.json");
  private final Map<String, byte[]> files = new TreeMap<>(trail.files());

  @Test
  void allOfItWithItsSignaturesIsProved() {
    assertThat(check().proved()).isTrue();
    assertThat(check().verdicts()).hasSize(7);
  }

  @Test
  void withoutTheNewestSignatureAllButTheNewestDigestIsProved() {
    files.keySet().removeIf(name -> name.endsWith(".sig"));

    Verification result = check();
    assertThat(result.proved()).isFalse();
    assertThat(result.tampered()).isFalse();
    assertThat(verdict(result, trail.digest(2)).reason())
        .isEqualTo("its signature, which is in the object's metadata, was not handed in");
    assertThat(verdict(result, trail.digest(1)).standing()).isEqualTo(Standing.VALID);
    assertThat(verdict(result, trail.log(0)).standing()).isEqualTo(Standing.VALID);
    assertThat(verdict(result, trail.log(3)).standing()).isEqualTo(Standing.NOT_PROVED);
  }

  @Test
  void aSignatureComesAsTheCommandLinePrintsIt() {
    String name = name(trail.digest(2));
    files.remove(name + ".sig");
    files.put(
        "heads/" + name.replace(".json.gz", ".head.json"),
        """
        {"ContentType": "application/json", "ContentEncoding": "gzip",
         "Metadata": {"signature-algorithm": "SHA256withRSA", "signature": "%s"}}
        """
            .formatted(trail.digest(2).signature())
            .getBytes(StandardCharsets.UTF_8));
    assertThat(check().proved()).isTrue();

    files.remove("heads/" + name.replace(".json.gz", ".head.json"));
    files.put(
        name + ".txt",
        ("HTTP/1.1 200 OK\r\nx-amz-meta-signature: " + trail.digest(2).signature() + "\r\n")
            .getBytes(StandardCharsets.UTF_8));
    assertThat(check().proved()).isTrue();
  }

  @Test
  void namesAndFoldersDecideNothing() {
    byte[] log = files.remove(name(trail.log(0)));
    byte[] digest = files.remove(name(trail.digest(0)));
    files.put("a/log from monday (1).gz", log);
    files.put("b/the oldest digest", digest);

    Verification result = check();
    assertThat(result.proved()).isTrue();
    assertThat(result.logs().get("a/log from monday (1).gz").standing()).isEqualTo(Standing.VALID);
  }

  @Test
  void whatABrowserUnpackedIsProvedToo() {
    Made log = trail.log(0);
    files.remove(name(log));
    files.put(name(log).replace(".gz", ""), log.plain());

    assertThat(check().proved()).isTrue();
  }

  @Test
  void aLogThatWasWrittenAnewIsNotTheOneThatWasDelivered() {
    Made log = trail.log(1);
    String pretty = new String(log.plain(), StandardCharsets.UTF_8).replace(":[", ": [\n");
    files.put(name(log), DigestMaker.gzip(pretty.getBytes()));

    Verification result = check();
    assertThat(result.tampered()).isTrue();
    assertThat(result.logs().get(name(log)).reason()).isEqualTo("hash value doesn't match");
  }

  @Test
  void aCopyOfALogIsProvedAndAChangedCopyIsNot() {
    files.put("copy/" + name(trail.log(1)), trail.log(1).gzip());
    assertThat(check().proved()).isTrue();

    files.put("other/" + name(trail.log(1)), DigestMaker.gzip("{\"Records\":[]}".getBytes()));
    Verification result = check();
    assertThat(result.logs().get("other/" + name(trail.log(1))).standing())
        .isEqualTo(Standing.NOT_PROVED);
  }

  @Test
  void whatWasNotHandedInIsMissingAndNoFraud() {
    files.remove(name(trail.log(1)));
    files.remove(name(trail.digest(0)));

    Verification result = check();
    assertThat(result.tampered()).isFalse();
    assertThat(result.proved()).isFalse();
    assertThat(verdict(result, trail.log(1)).reason()).startsWith("not handed in; s3://");
    assertThat(result.logs().get(name(trail.log(0))).reason()).isEqualTo("no digest names it");
  }

  @Test
  void aMiddleDigestThatWasNotHandedInIsNamed() {
    files.remove(name(trail.digest(1)));

    Verification result = check();
    assertThat(verdict(result, trail.digest(1)).standing()).isEqualTo(Standing.MISSING);
    assertThat(verdict(result, trail.digest(0)).standing()).isEqualTo(Standing.VALID);
  }

  @Test
  void ofTwoDifferentFilesForOneDigestTheFalseOneIsNamed() {
    Made digest = trail.digest(1);
    String other = new String(digest.plain(), StandardCharsets.UTF_8).replace("00:5", "00:4");
    files.put("another.json", other.getBytes());

    Verification result = check();
    assertThat(result.verdicts())
        .filteredOn(verdict -> verdict.file().equals("another.json"))
        .singleElement()
        .satisfies(
            verdict -> {
              assertThat(verdict.standing()).isEqualTo(Standing.INVALID);
              assertThat(verdict.reason()).startsWith("differs from " + name(digest));
            });
    assertThat(verdict(result, trail.log(1)).standing()).isEqualTo(Standing.VALID);
  }

  @Test
  void aDigestThatCannotBeReadIsNamedWhereverItStands() {
    files.put(name(trail.digest(1)), new byte[] {0x1f, (byte) 0x8b, 8, 0});
    files.put(name(trail.digest(2)), "no digest".getBytes());

    Verification result = check();
    assertThat(result.verdicts())
        .filteredOn(verdict -> verdict.standing() == Standing.INVALID)
        .extracting(Verdict::subject)
        .containsExactlyInAnyOrder(name(trail.digest(1)), name(trail.digest(2)));
    assertThat(verdict(result, trail.digest(0)).standing()).isEqualTo(Standing.VALID);
  }

  @Test
  void aLogNewerThanAllDigestsIsNotProvedForNoDigestWillFollow() {
    Made late = trail.log(Instant.parse("2025-10-28T00:05:00Z"));
    files.put(name(late), late.gzip());

    assertThat(check().logs().get(name(late)).standing()).isEqualTo(Standing.NOT_PROVED);
  }

  @Test
  void whatIsNeitherDigestNorLogIsPassedOver() {
    files.put("write-up.md", "# My lab".getBytes());
    files.put("photo.png", new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    files.put("empty.json", new byte[0]);
    files.put("policy.json", "{\"Version\":\"2012-10-17\",\"Statement\":[]}".getBytes());

    assertThat(check().verdicts()).hasSize(7);
  }

  @Test
  void jsonThatSpeaksOfOtherDigestsIsNoForgedOne() {
    files.put("image.json", "{\"digest\":\"sha256:00\",\"digests\":[]}".getBytes());

    assertThat(check().proved()).isTrue();
  }

  @Test
  void headersUnderTheDigestsOwnNameAreItsSignature() {
    String name = name(trail.digest(2));
    byte[] signature = files.remove(name + ".sig");
    String headers =
        "{\"Metadata\": {\"signature\": \"%s\"}}"
            .formatted(new String(signature, StandardCharsets.UTF_8));
    files.put("heads/" + name.replace(".gz", ""), headers.getBytes());

    assertThat(check().proved()).isTrue();
  }

  @Test
  void noDamageToAnyFileStopsTheCheckOrIsTakenForGenuine() {
    List<String> names = List.copyOf(files.keySet());
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Map<String, byte[]> damaged = new TreeMap<>(files);
      String name = names.get(random.nextInt(names.size()));
      byte[] bytes = damaged.get(name).clone();
      int at = PACKED + random.nextInt(bytes.length - PACKED - TRAILER);
      bytes[at] ^= (byte) (1 + random.nextInt(255));
      damaged.put(name, bytes);

      Verification result =
          ChainCheck.run(HandedFiles.of(DigestMaker.handed(damaged)), keys, Span.ALWAYS);
      if (name.endsWith(".gz")) {
        assertThat(result.proved()).as("byte %d of %s, seed %d", at, name, seed).isFalse();
      }
    }
  }

  @Test
  void filesWithoutAnyDigestProveNothing() {
    files.keySet().removeIf(name -> name.contains("Digest"));

    Verification result = check();
    assertThat(result.proved()).isFalse();
    assertThat(result.tampered()).isFalse();
    assertThat(result.logs().values())
        .hasSize(4)
        .allMatch(verdict -> verdict.reason().equals("no digest names it"));
  }

  private Verification check() {
    return ChainCheck.run(HandedFiles.of(DigestMaker.handed(files)), keys, Span.ALWAYS);
  }

  private static String name(Made made) {
    return made.key().substring(made.key().lastIndexOf('/') + 1);
  }

  private static Verdict verdict(Verification result, Made made) {
    return result.verdicts().stream()
        .filter(verdict -> verdict.subject().endsWith(made.key()))
        .findFirst()
        .orElseThrow();
  }
}
