package dev.trailmark.lab;

import dev.trailmark.evidence.KeyPolicy;
import dev.trailmark.target.AwsClients;
import dev.trailmark.target.Reply;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** Reads keys and who calls: the present state of task 1, by read-only calls. */
final class AccountReader {

  private final Ask ask;
  private final AwsClients clients;

  AccountReader(Ask ask, AwsClients clients) {
    this.ask = ask;
    this.clients = clients;
  }

  /** The key behind an ID, ARN or alias. */
  Finding<KeyFacts> key(String id) {
    return ask.find(
            "kms:DescribeKey " + id,
            () -> clients.kms().describeKey(request -> request.keyId(id)).keyMetadata(),
            "create the key in this account and region, with the alias myFirstKey")
        .map(AccountReader::facts);
  }

  private static KeyFacts facts(KeyMetadata key) {
    return new KeyFacts(
        key.keyId(),
        key.arn(),
        orEmpty(key.description()),
        orEmpty(key.keySpecAsString()),
        orEmpty(key.keyUsageAsString()),
        orEmpty(key.keyStateAsString()),
        orEmpty(key.keyManagerAsString()),
        key.creationDate());
  }

  /** The aliases of a key, with {@code alias/}. */
  Finding<List<String>> aliases(String keyId) {
    return ask.find(
        "kms:ListAliases for key " + keyId,
        () ->
            clients.kms().listAliasesPaginator(request -> request.keyId(keyId)).aliases().stream()
                .map(AliasListEntry::aliasName)
                .toList(),
        "give the key the alias myFirstKey");
  }

  /** The policy in force. */
  Finding<KeyPolicy> keyPolicy(String keyId) {
    String what = "kms:GetKeyPolicy of key " + keyId;
    return ask.find(
            what,
            () ->
                clients
                    .kms()
                    .getKeyPolicy(request -> request.keyId(keyId).policyName("default"))
                    .policy(),
            "the key needs a policy; look at its Key policy tab")
        .map(text -> KeyPolicy.parse(text, what));
  }

  /** Keys of the image kind in a bucket, log files left out, at most a thousand. */
  Reply<List<String>> imagesIn(String bucket) {
    return ask.reply(
        "s3:ListObjectsV2 of " + bucket,
        () -> {
          List<String> images = new ArrayList<>();
          clients
              .s3()
              .listObjectsV2Paginator(request -> request.bucket(bucket).delimiter("/"))
              .contents()
              .stream()
              .limit(1000)
              .map(object -> object.key())
              .filter(AccountReader::looksLikeAnImage)
              .forEach(images::add);
          return images;
        });
  }

  static boolean looksLikeAnImage(String key) {
    return key.toLowerCase(java.util.Locale.ROOT)
        .matches(".*\\.(png|jpe?g|gif|webp|bmp|tiff?|svg|heic|avif)");
  }

  static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
