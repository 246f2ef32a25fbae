package dev.trailmark.lab.paper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.evidence.TrailRecord;
import dev.trailmark.integrity.DigestMaker;
import dev.trailmark.integrity.KeySource;
import dev.trailmark.integrity.PublicKeys;
import dev.trailmark.lab.Contradiction;
import dev.trailmark.lab.Finding;
import dev.trailmark.lab.Strength;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What digests that were handed in add to the logs beside them. */
class GenuinenessTest {

  private final DigestMaker trail =
      new DigestMaker(71)
          .hour(
              Papers.logText(
                  Papers.keyUse(Papers.KEY_ARN, Papers.BUCKET), Papers.upload(Papers.IMAGE)))
          .hour(0);
  private final KeySource keys = PublicKeys.parse(trail.publicKeys(), "keys.json");
  private final Map<String, byte[]> files = new TreeMap<>(trail.files());
  private final String log = name(trail.log(0));

  @Test
  void aLogThatItsDigestProvesIsWitnessedAndSaysSo() {
    Finding<TrailRecord> upload = papers().student(keys).uploadRecord();

    assertThat(upload.strength()).isEqualTo(Strength.WITNESSED);
    assertThat(upload.source())
        .startsWith(log + ", record 2")
        .endsWith("; the file is proved by s3://trailbucket/" + trail.digest(0).key());
    assertThat(papers().student(keys).contradictions()).isEmpty();
  }

  @Test
  void withoutKeysItIsConsistentWithItselfOnly() {
    assertThat(papers().student(KeySource.none()).uploadRecord().source())
        .contains("; the file is not proved: consistent with the digest s3://trailbucket/")
        .endsWith("which is not proved");
  }

  @Test
  void aLogThatWasChangedIsAClaimAndAPersonIsTold() {
    String changed =
        new String(trail.log(0).plain(), StandardCharsets.UTF_8).replace("00:01:13Z", "00:01:14Z");
    files.put(log, DigestMaker.gzip(changed.getBytes(StandardCharsets.UTF_8)));

    PaperStudent student = papers().student(keys);
    assertThat(student.uploadRecord().strength()).isEqualTo(Strength.CLAIMED);
    assertThat(student.keyUse().strength()).isEqualTo(Strength.CLAIMED);
    assertThat(student.logsAfterUpload().strength()).isEqualTo(Strength.CLAIMED);
    assertThat(student.logging().strength()).isEqualTo(Strength.CLAIMED);
    assertThat(student.fingerprints()).anyMatch(each -> each.place().equals(log));
    assertThat(student.uploadRecord().source())
        .endsWith("the file is not as its digest says: hash value doesn't match");
    assertThat(student.contradictions())
        .filteredOn(each -> each.kind().equals("changed log"))
        .singleElement()
        .extracting(Contradiction::places)
        .asList()
        .containsExactly(log, "s3://trailbucket/" + trail.log(0).key());
  }

  @Test
  void aPolicyInAChangedLogIsAClaimToo() {
    String text =
        new String(trail.log(0).plain(), StandardCharsets.UTF_8)
            .replace(
                "\"Records\":[",
                "\"Records\":[%s,%s,"
                    .formatted(
                        Papers.putPolicy(300, "arn:aws:iam::111122223333:user/x"),
                        Papers.putPolicy(330, Papers.ROLE)));
    files.put(log, DigestMaker.gzip(text.getBytes(StandardCharsets.UTF_8)));

    assertThat(papers().student(keys).keyPolicyHistory().strength()).isEqualTo(Strength.CLAIMED);
    assertThat(papers().student(keys).keyPolicy().strength()).isEqualTo(Strength.CLAIMED);
  }

  @Test
  void withoutDigestsNothingIsKnownOfALogAndThatIsSaid() {
    files.keySet().removeIf(name -> name.contains("Digest"));

    assertThat(papers().student().weaknesses())
        .containsExactly("whether the log file was changed: no digest files were handed in");
  }

  @Test
  void signaturesAndHeadersOfDigestsAreNoOtherDocuments() {
    files.put(
        name(trail.digest(0)).replace(".json.gz", ".head.json"),
        "{\"ContentType\":\"application/json\",\"ServerSideEncryption\":\"AES256\"}".getBytes());

    PaperStudent student = papers().student(keys);
    assertThat(student.weaknesses()).isEmpty();
    assertThat(student.image().value().orElseThrow().encryption()).isEqualTo("aws:kms");
  }

  private Papers papers() {
    Papers papers = new Papers();
    files.forEach(papers::file);
    return papers;
  }

  private static String name(DigestMaker.Made made) {
    return made.key().substring(made.key().lastIndexOf('/') + 1);
  }
}
