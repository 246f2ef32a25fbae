package dev.trailmark.cloud.bench;

import dev.trailmark.cloud.iam.enrolment.Account;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Prepares a key and two objects, and writes a wrk script of a signed request for each row. */
final class LoadScripts {
  /** Bytes of the large object. */
  static final int LARGE = 16 * 1024 * 1024;

  private static final String BUCKET = "bench-bucket";
  private static final String SMALL_PATH = "/" + BUCKET + "/object";
  private static final int SMALL = 4096;

  /** Where the large object is. */
  static final String LARGE_PATH = "/" + BUCKET + "/large";

  private final URI endpoint;
  private final AwsBasicCredentials credentials;

  LoadScripts(URI endpoint, Account account) {
    this.endpoint = endpoint;
    this.credentials =
        AwsBasicCredentials.create(account.rootAccessKeyId(), account.rootSecretAccessKey());
  }

  void write(Path directory) throws IOException {
    StaticCredentialsProvider provider = StaticCredentialsProvider.create(credentials);
    try (KmsClient kms =
            KmsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(provider)
                .build();
        S3Client s3 =
            S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(provider)
                .forcePathStyle(true)
                .build()) {
      String key = kms.createKey(r -> {}).keyMetadata().keyId();
      s3.createBucket(r -> r.bucket(BUCKET));
      put(s3, "object", new byte[SMALL], key);
      put(s3, "large", new byte[LARGE], key);
      String blob =
          Base64.getEncoder()
              .encodeToString(
                  kms.generateDataKey(r -> r.keyId(key).keySpec(DataKeySpec.AES_256))
                      .ciphertextBlob()
                      .asByteArray());
      kms(
          directory,
          "encrypt",
          "Encrypt",
          "{\"KeyId\":\"" + key + "\",\"Plaintext\":\"c2VjcmV0\"}");
      kms(directory, "decrypt", "Decrypt", "{\"CiphertextBlob\":\"" + blob + "\"}");
      kms(
          directory,
          "generate-data-key",
          "GenerateDataKey",
          "{\"KeyId\":\"" + key + "\",\"KeySpec\":\"AES_256\"}");
      Map<String, String> encryption =
          Map.of(
              "x-amz-server-side-encryption",
              "aws:kms",
              "x-amz-server-side-encryption-aws-kms-key-id",
              key);
      s3(directory, "get-4k", SdkHttpMethod.GET, SMALL_PATH, 0, Map.of());
      s3(directory, "put-4k", SdkHttpMethod.PUT, SMALL_PATH, SMALL, encryption);
      s3(directory, "get-16m", SdkHttpMethod.GET, LARGE_PATH, 0, Map.of());
      s3(directory, "put-16m", SdkHttpMethod.PUT, LARGE_PATH, LARGE, encryption);
    }
  }

  private static void put(S3Client s3, String name, byte[] body, String key) {
    s3.putObject(
        r ->
            r.bucket(BUCKET)
                .key(name)
                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(key),
        RequestBody.fromBytes(body));
  }

  private void kms(Path directory, String row, String operation, String body) throws IOException {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint)
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", "TrentService." + operation)
            .build();
    SdkHttpRequest signed = sign(request, body.getBytes(StandardCharsets.UTF_8), "kms");
    script(directory, row, signed, quoted(body));
  }

  /** A request whose body is so many zeros. */
  private void s3(
      Path directory,
      String row,
      SdkHttpMethod method,
      String path,
      int size,
      Map<String, String> headers)
      throws IOException {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(method).uri(endpoint.resolve(path));
    headers.forEach(request::putHeader);
    SdkHttpRequest signed = sign(request.build(), new byte[size], "s3");
    script(directory, row, signed, "string.rep(\"\\0\", " + size + ")");
  }

  private SdkHttpRequest sign(SdkHttpRequest request, byte[] body, String service) {
    return AwsV4HttpSigner.create()
        .sign(
            r ->
                r.identity(credentials)
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !service.equals("s3"))
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !service.equals("s3")))
        .request();
  }

  /** Writes a script whose body is a Lua expression. */
  private static void script(Path directory, String row, SdkHttpRequest signed, String body)
      throws IOException {
    StringBuilder lua = new StringBuilder();
    lua.append("wrk.method = \"").append(signed.method()).append("\"\n");
    lua.append("wrk.path = \"")
        .append(signed.encodedPath().isEmpty() ? "/" : signed.encodedPath())
        .append("\"\n");
    lua.append("wrk.body = ").append(body).append('\n');
    for (Map.Entry<String, List<String>> header : signed.headers().entrySet()) {
      lua.append("wrk.headers[")
          .append(quoted(header.getKey()))
          .append("] = ")
          .append(quoted(header.getValue().get(0)))
          .append('\n');
    }
    Files.writeString(directory.resolve(row + ".lua"), lua);
  }

  private static String quoted(String text) {
    StringBuilder lua = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c < ' ' || c == '"' || c == '\\' || c > '~') {
        lua.append(String.format("\\%03d", (int) c));
      } else {
        lua.append(c);
      }
    }
    return lua.append('"').toString();
  }
}
