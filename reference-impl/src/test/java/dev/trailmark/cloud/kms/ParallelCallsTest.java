package dev.trailmark.cloud.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.kms.lookup.DefaultPolicies;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;

/**
 * Many callers change one key at once, each their own part of it: what each of them did last is
 * there in the end, which a model that shares no code with KMS foretells. Readers meanwhile never
 * see a key that is half of one state and half of another.
 */
class ParallelCallsTest {
  private static final int WRITERS = 8;
  private static final int STEPS = 60;
  private static final long SEED = 20261128;

  /** What one caller left behind; only that caller's thread changes it. */
  private static final class Expected {
    final Set<String> aliases = new HashSet<>();
    final Map<String, String> tags = new HashMap<>();
    final Set<String> grants = new HashSet<>();
  }

  private KmsFixture kms;
  private KeyMetadata key;

  @Test
  void nothingThatACallerDidIsLostInMemory() throws Exception {
    everybodyAtOnce(Stores.inMemory());
  }

  @Test
  void nothingThatACallerDidIsLostOnDisk(@TempDir Path directory) throws Exception {
    List<Expected> expected = everybodyAtOnce(Stores.onDisk(directory));

    kms = new KmsFixture(Stores.onDisk(directory));
    assertAsExpected(expected);
    kms.close();
  }

  private List<Expected> everybodyAtOnce(Store store) throws Exception {
    kms = new KmsFixture(store);
    key = kms.createKey();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 2);
    AtomicBoolean finished = new AtomicBoolean();
    try {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        readers.add(threads.submit(() -> readUntil(finished)));
      }
      List<Callable<Expected>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int number = i;
        writers.add(() -> write(number));
      }
      List<Expected> expected = new ArrayList<>();
      for (Future<Expected> done : threads.invokeAll(writers)) {
        expected.add(done.get());
      }
      finished.set(true);
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).as("readings").isPositive();
      }
      assertAsExpected(expected);
      return expected;
    } finally {
      finished.set(true);
      threads.shutdownNow();
      kms.close();
    }
  }

  private Expected write(int number) {
    Random random = new Random(SEED + number);
    Expected mine = new Expected();
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(6)) {
        case 0, 1 -> alias(mine, "alias/writer-" + number + "-" + random.nextInt(4));
        case 2, 3 -> tag(mine, "writer-" + number + "-" + random.nextInt(4), "step " + step);
        case 4 -> grant(mine, random.nextBoolean());
        default -> whole(number, step, random);
      }
    }
    return mine;
  }

  private void alias(Expected mine, String name) {
    if (mine.aliases.remove(name)) {
      call("DeleteAlias", DeleteAliasRequest.builder().aliasName(name).build());
    } else {
      call(
          "CreateAlias",
          CreateAliasRequest.builder().aliasName(name).targetKeyId(key.keyId()).build());
      mine.aliases.add(name);
    }
  }

  private void tag(Expected mine, String name, String value) {
    if (mine.tags.size() > 2) {
      String gone = mine.tags.keySet().iterator().next();
      call(
          "UntagResource", UntagResourceRequest.builder().keyId(key.keyId()).tagKeys(gone).build());
      mine.tags.remove(gone);
    }
    Tag tag = Tag.builder().tagKey(name).tagValue(value).build();
    call("TagResource", TagResourceRequest.builder().keyId(key.keyId()).tags(tag).build());
    mine.tags.put(name, value);
  }

  private void grant(Expected mine, boolean revoke) {
    if (revoke && !mine.grants.isEmpty()) {
      String gone = mine.grants.iterator().next();
      call("RevokeGrant", RevokeGrantRequest.builder().keyId(key.keyId()).grantId(gone).build());
      mine.grants.remove(gone);
    } else {
      CreateGrantResponse made =
          call(
              "CreateGrant",
              CreateGrantRequest.builder()
                  .keyId(key.keyId())
                  .granteePrincipal(kms.nobody.arn())
                  .operationsWithStrings("Encrypt")
                  .build());
      mine.grants.add(made.grantId());
    }
  }

  /** Changes of what all callers share: the last one wins, and takes nobody's part along. */
  private void whole(int number, int step, Random random) {
    String id = key.keyId();
    String mark = "writer " + number + " step " + step;
    switch (random.nextInt(4)) {
      case 0 ->
          call(
              "UpdateKeyDescription",
              UpdateKeyDescriptionRequest.builder().keyId(id).description(mark).build());
      case 1 ->
          call(
              "PutKeyPolicy",
              PutKeyPolicyRequest.builder()
                  .keyId(id)
                  .policy(
                      DefaultPolicies.customer(KmsFixture.ACCOUNT).replace("key-default-1", mark))
                  .build());
      case 2 ->
          call(
              "EnableKeyRotation",
              EnableKeyRotationRequest.builder()
                  .keyId(id)
                  .rotationPeriodInDays(90 + random.nextInt(100))
                  .build());
      default -> encryptAndDecrypt();
    }
  }

  private void encryptAndDecrypt() {
    SdkBytes text = SdkBytes.fromUtf8String("text");
    EncryptResponse sealed =
        call("Encrypt", EncryptRequest.builder().keyId(key.keyId()).plaintext(text).build());
    DecryptResponse opened =
        call("Decrypt", DecryptRequest.builder().ciphertextBlob(sealed.ciphertextBlob()).build());
    assertThat(opened.plaintext()).isEqualTo(text);
  }

  /** Reads without pause; gives how often. */
  private int readUntil(AtomicBoolean finished) {
    int readings = 0;
    while (!finished.get() || readings == 0) {
      KeyRecord record = kms.published(key);
      assertWhole(record);
      ListAliasesResponse aliases =
          call("ListAliases", ListAliasesRequest.builder().keyId(key.keyId()).build());
      assertThat(aliases.aliases()).allMatch(alias -> alias.targetKeyId().equals(key.keyId()));
      readings++;
    }
    return readings;
  }

  private static void assertWhole(KeyRecord record) {
    boolean leaving = record.deletionDate() != null;
    assertThat(record.status().leaving()).as("%s with a date", record).isEqualTo(leaving);
    assertThat(record.currentMaterialId()).isNotNull();
    assertThat(record.policy()).contains("Enable IAM User Permissions");
    assertThat(record.aliases()).doesNotHaveDuplicates();
  }

  private void assertAsExpected(List<Expected> expected) {
    Set<String> aliases = new HashSet<>();
    Map<String, String> tags = new HashMap<>();
    Set<String> grants = new HashSet<>();
    for (Expected one : expected) {
      aliases.addAll(one.aliases);
      tags.putAll(one.tags);
      grants.addAll(one.grants);
    }
    ListAliasesResponse foundAliases =
        call("ListAliases", ListAliasesRequest.builder().keyId(key.keyId()).limit(1000).build());
    ListResourceTagsResponse foundTags =
        call(
            "ListResourceTags",
            ListResourceTagsRequest.builder().keyId(key.keyId()).limit(50).build());
    ListGrantsResponse foundGrants =
        call("ListGrants", ListGrantsRequest.builder().keyId(key.keyId()).limit(100).build());
    GetKeyPolicyResponse policy =
        call("GetKeyPolicy", GetKeyPolicyRequest.builder().keyId(key.keyId()).build());

    assertThat(foundAliases.aliases())
        .extracting(AliasListEntry::aliasName)
        .containsExactlyInAnyOrderElementsOf(aliases);
    assertThat(kms.published(key).aliases()).containsExactlyInAnyOrderElementsOf(aliases);
    assertThat(foundTags.tags().stream().collect(Collectors.toMap(Tag::tagKey, Tag::tagValue)))
        .isEqualTo(tags);
    assertThat(foundGrants.grants())
        .extracting(GrantListEntry::grantId)
        .containsExactlyInAnyOrderElementsOf(grants);
    assertThat(policy.policy()).contains("Enable IAM User Permissions");
  }

  /**
   * Deletion scheduled and cancelled, the key enabled and disabled, by many at once: each call
   * succeeds or is refused for the state that the key was in, and every state was a whole one.
   */
  @Test
  void aKeysStateIsChangedByOneCallAfterAnother() throws Exception {
    kms = new KmsFixture();
    key = kms.createKey();
    String id = key.keyId();
    List<SdkPojo> requests =
        List.of(
            ScheduleKeyDeletionRequest.builder().keyId(id).pendingWindowInDays(7).build(),
            CancelKeyDeletionRequest.builder().keyId(id).build(),
            EnableKeyRequest.builder().keyId(id).build(),
            DisableKeyRequest.builder().keyId(id).build());
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Callable<int[]>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        Random random = new Random(SEED + i);
        writers.add(() -> changeStates(requests, random));
      }
      int scheduled = 0;
      int cancelled = 0;
      for (Future<int[]> done : threads.invokeAll(writers)) {
        scheduled += done.get()[0];
        cancelled += done.get()[1];
      }
      DescribeKeyResponse found =
          call("DescribeKey", DescribeKeyRequest.builder().keyId(id).build());
      boolean leaving = found.keyMetadata().keyStateAsString().equals("PendingDeletion");

      assertThat(scheduled).as("deletions scheduled").isPositive();
      assertThat(scheduled - cancelled)
          .as("each cancelled deletion was one that was scheduled, and each was scheduled once")
          .isEqualTo(leaving ? 1 : 0);
    } finally {
      threads.shutdownNow();
      kms.close();
    }
  }

  /** Gives how many deletions it scheduled and how many it cancelled. */
  private int[] changeStates(List<SdkPojo> requests, Random random) {
    int[] done = new int[2];
    for (int step = 0; step < STEPS; step++) {
      int choice = random.nextInt(requests.size());
      SdkPojo request = requests.get(choice);
      String operation = request.getClass().getSimpleName().replaceFirst("Request$", "");
      ServiceException refusal = kms.refusal(kms.admin, operation, request);
      if (refusal == null && choice < 2) {
        done[choice]++;
      }
      if (refusal != null) {
        assertThat(refusal.code()).isEqualTo("KMSInvalidStateException");
      }
      assertWhole(kms.published(key));
    }
    return done;
  }

  private <O extends SdkPojo> O call(String operation, SdkPojo request) {
    return kms.call(kms.admin, operation, request);
  }
}
