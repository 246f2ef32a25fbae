package dev.trailmark.cloud.s3.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A million objects of a bucket have its name once, and so the rest that they have in common. */
class RepeatedValuesTest {

  /** A record as a journal gives it: no part of it is another record's. */
  private static ObjectRecord read(String key, Map<String, String> tags) {
    String owner = new String("111122223333");
    return new ObjectDraft(new String("bucket"), key)
        .ownerAccount(owner)
        .modifiedAt(Instant.EPOCH)
        .headers(Map.of(new String("content-type"), new String("text/plain")))
        .acl(AclRecord.ownedBy(new String("canonical")))
        .version(new String("null"), 1)
        .traits(new ObjectTraits(new String("STANDARD"), tags, LockRecord.NONE))
        .done();
  }

  @Test
  void whatObjectsHaveInCommonIsKeptOnce() {
    ObjectRecord one = read("one", Map.of());
    ObjectRecord other = read("other", Map.of());

    assertThat(other.bucket()).isSameAs(one.bucket());
    assertThat(other.ownerAccount()).isSameAs(one.ownerAccount());
    assertThat(other.headers()).isSameAs(one.headers());
    assertThat(other.acl()).isSameAs(one.acl());
    assertThat(other.versionId()).isSameAs(one.versionId());
    assertThat(other.traits()).isSameAs(one.traits());
  }

  @Test
  void aCoveredVersionRepeatsNothingOfItsObject() {
    ObjectRecord object = read("one", Map.of());
    VersionRecord version =
        new VersionRecord(
            new String("bucket"),
            new String("one"),
            new String("null"),
            1,
            Instant.ofEpochSecond(0),
            new String("111122223333"),
            object);

    assertThat(version.key()).isSameAs(object.key());
    assertThat(version.bucket()).isSameAs(object.bucket());
    assertThat(version.modifiedAt()).isSameAs(object.modifiedAt());
  }

  @Test
  void tagsKeepTheOrderInWhichTheyWereGiven() {
    Map<String, String> tags = new LinkedHashMap<>(Map.of("a", "1"));
    tags.put("b", "2");
    Map<String, String> reversed = new LinkedHashMap<>(Map.of("b", "2"));
    reversed.put("a", "1");

    assertThat(read("one", tags).tags().keySet()).containsExactly("a", "b");
    assertThat(read("other", reversed).tags().keySet()).containsExactly("b", "a");
  }
}
