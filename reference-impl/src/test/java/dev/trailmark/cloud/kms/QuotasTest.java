package dev.trailmark.cloud.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ReplicateKeyRequest;

/**
 * How many keys and grants there can be; the store is filled directly, since that many calls last.
 */
class QuotasTest {
  private static final int MOST_KEYS = 100_000;
  private static final int MOST_GRANTS = 50_000;

  @Test
  void anAccountHasAtMostAHundredThousandKeysInARegion() {
    Store store = Stores.inMemory();
    try (KmsFixture kms = new KmsFixture(store)) {
      kms.createKey();
      String partition = KmsTables.partition(KmsFixture.ACCOUNT, KmsFixture.REGION);
      CreateKeyResponse shared =
          kms.call(
              kms.admin,
              "eu-west-1",
              "CreateKey",
              CreateKeyRequest.builder().multiRegion(true).build());

      put(store, KmsTables.KEYS, partition, MOST_KEYS - 2);
      kms.createKey();

      assertThat(kms.refusal(kms.admin, "CreateKey", CreateKeyRequest.builder().build()))
          .extracting(ServiceException::code)
          .isEqualTo("LimitExceededException");
      assertThat(replicating(kms, shared.keyMetadata()))
          .hasMessage("An account can have at most 100000 KMS keys in a Region.");
      kms.call(kms.admin, "eu-west-1", "CreateKey", CreateKeyRequest.builder().build());
      kms.call(kms.stranger, "CreateKey", CreateKeyRequest.builder().build());
    }
  }

  @Test
  void aKeyHasAtMostFiftyThousandGrants() {
    Store store = Stores.inMemory();
    try (KmsFixture kms = new KmsFixture(store)) {
      KeyMetadata key = kms.createKey();
      CreateGrantRequest request =
          CreateGrantRequest.builder()
              .keyId(key.keyId())
              .granteePrincipal(kms.nobody.arn())
              .operationsWithStrings("Encrypt")
              .build();
      kms.call(kms.admin, "CreateGrant", request);
      put(store, KmsTables.GRANTS, kms.published(key).address() + "/", MOST_GRANTS - 2);
      kms.call(kms.admin, "CreateGrant", request);

      assertThat(kms.refusal(kms.admin, "CreateGrant", request))
          .extracting(ServiceException::code)
          .isEqualTo("LimitExceededException");
    }
  }

  private static ServiceException replicating(KmsFixture kms, KeyMetadata key) {
    return catchThrowableOfType(
        ServiceException.class,
        () ->
            kms.call(
                kms.admin,
                "eu-west-1",
                "ReplicateKey",
                ReplicateKeyRequest.builder()
                    .keyId(key.keyId())
                    .replicaRegion(KmsFixture.REGION)
                    .build()));
  }

  /** Puts a table's first record of a partition there again, under other ids. */
  private static <R> void put(Store store, Kind<R> kind, String partition, int more) {
    R like = store.state().range(kind, partition).firstEntry().getValue();
    Store.Staged<Integer> staged =
        store.stage(
            KmsTables.scope(KmsFixture.ACCOUNT),
            transaction -> {
              for (int i = 0; i < more; i++) {
                transaction.put(kind, partition + "filler" + i, like);
              }
              return more;
            });
    staged.commit(List.of()).join();
  }
}
