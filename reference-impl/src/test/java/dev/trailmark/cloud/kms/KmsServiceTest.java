package dev.trailmark.cloud.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.Stores;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;

/** The service as a whole: its table, its state on disk, many callers at once. */
class KmsServiceTest {

  @Test
  void theModelledOperationsAreThoseOfTheSdk() {
    Set<String> inSdk =
        Arrays.stream(KmsClient.class.getMethods())
            .filter(method -> method.getParameterCount() == 1)
            .filter(method -> method.getParameterTypes()[0].getSimpleName().endsWith("Request"))
            .map(Method::getName)
            .filter(name -> !name.endsWith("Paginator"))
            .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
            .collect(Collectors.toSet());

    assertThat(new KmsService().modelled()).containsExactlyInAnyOrderElementsOf(inSdk);
  }

  @Test
  void eachRowHonoursOnlyMembersThatItsRequestHas() {
    for (Operation<?, ?> row : new KmsService().operations()) {
      assertThat(new KmsService().modelled()).contains(row.name());
      assertThat(row.honoured())
          .as(row.name())
          .isSubsetOf(row.newInput().sdkFieldNameToField().keySet());
    }
  }

  @Test
  void allCallsAreManagementEventsAndCryptographyReads() {
    for (Operation<?, ?> row : new KmsService().operations()) {
      boolean reads =
          row.name()
              .matches(
                  "(Describe|Get|List|Generate|Verify).*"
                      + "|Encrypt|Decrypt|ReEncrypt|Sign|DeriveSharedSecret"
                      + "|Encapsulate|Decapsulate");
      assertThat(row.trail().management()).as(row.name()).isTrue();
      assertThat(row.trail().readOnly()).as(row.name()).isEqualTo(reads);
    }
  }

  @Test
  void keysOutliveTheProcess(@TempDir Path directory) throws IOException {
    KeyMetadata key;
    SdkBytes blob;
    try (KmsFixture kms = new KmsFixture(Stores.onDisk(directory))) {
      key = kms.createKey();
      kms.call(
          kms.admin,
          "CreateAlias",
          CreateAliasRequest.builder().aliasName("alias/kept").targetKeyId(key.keyId()).build());
      kms.call(
          kms.admin,
          "TagResource",
          TagResourceRequest.builder()
              .keyId(key.keyId())
              .tags(Tag.builder().tagKey("z").tagValue("1").build())
              .build());
      EncryptResponse made =
          kms.call(
              kms.admin,
              "Encrypt",
              EncryptRequest.builder()
                  .keyId("alias/kept")
                  .plaintext(SdkBytes.fromUtf8String("x"))
                  .build());
      blob = made.ciphertextBlob();
    }
    try (KmsFixture kms = new KmsFixture(Stores.onDisk(directory))) {
      DescribeKeyResponse found =
          kms.call(
              kms.admin, "DescribeKey", DescribeKeyRequest.builder().keyId("alias/kept").build());
      DecryptResponse opened =
          kms.call(kms.admin, "Decrypt", DecryptRequest.builder().ciphertextBlob(blob).build());

      assertThat(found.keyMetadata()).isEqualTo(key);
      assertThat(opened.plaintext().asUtf8String()).isEqualTo("x");
    }
  }

  @Test
  void ofManyWhoWantOneAliasOneGetsIt() throws Exception {
    try (KmsFixture kms = new KmsFixture()) {
      KeyMetadata key = kms.createKey();
      List<String> outcomes =
          together(
              16,
              () -> {
                ServiceException refused =
                    kms.refusal(
                        kms.admin,
                        "CreateAlias",
                        CreateAliasRequest.builder()
                            .aliasName("alias/one")
                            .targetKeyId(key.keyId())
                            .build());
                return refused == null ? "made" : refused.code();
              });

      assertThat(outcomes).containsOnlyOnce("made").contains("AlreadyExistsException");
    }
  }

  @Test
  void anAliasThatManyMoveBelongsToOneKeyInTheEnd() throws Exception {
    try (KmsFixture kms = new KmsFixture()) {
      KeyMetadata one = kms.createKey();
      KeyMetadata two = kms.createKey();
      kms.call(
          kms.admin,
          "CreateAlias",
          CreateAliasRequest.builder().aliasName("alias/a").targetKeyId(one.keyId()).build());
      together(
          32,
          () ->
              kms.call(
                  kms.admin,
                  "UpdateAlias",
                  UpdateAliasRequest.builder()
                      .aliasName("alias/a")
                      .targetKeyId(kms.ids.hex(1).compareTo("8") < 0 ? one.keyId() : two.keyId())
                      .build()));

      assertThat(aliasesOf(kms, one) + aliasesOf(kms, two)).isEqualTo(1);
      KeyRecord first = kms.published(one);
      KeyRecord second = kms.published(two);
      assertThat(first.aliases().size() + second.aliases().size()).isEqualTo(1);
    }
  }

  @Test
  void ofManyFirstUsesThroughS3OneMakesTheManagedKey() throws Exception {
    try (KmsFixture kms = new KmsFixture()) {
      List<String> keys =
          together(
              16,
              () -> {
                GenerateDataKeyResponse made =
                    kms.throughS3(
                        kms.nobody,
                        "GenerateDataKey",
                        GenerateDataKeyRequest.builder()
                            .keyId("alias/aws/s3")
                            .keySpec("AES_256")
                            .build());
                DecryptResponse opened =
                    kms.throughS3(
                        kms.nobody,
                        "Decrypt",
                        DecryptRequest.builder().ciphertextBlob(made.ciphertextBlob()).build());
                assertThat(opened.plaintext()).isEqualTo(made.plaintext());
                return made.keyId();
              });

      assertThat(Set.copyOf(keys)).hasSize(1);
    }
  }

  private static long aliasesOf(KmsFixture kms, KeyMetadata key) {
    ListAliasesResponse listed =
        kms.call(kms.admin, "ListAliases", ListAliasesRequest.builder().keyId(key.keyId()).build());
    return listed.aliases().size();
  }

  private static <T> List<T> together(int times, Callable<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(java.util.Collections.nCopies(times, work))) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
