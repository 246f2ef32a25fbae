package dev.trailmark.interop;

import static dev.trailmark.interop.Content.LARGE;
import static dev.trailmark.interop.Content.PART;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** The SDK's transfer manager, on both S3 clients that it is used with. */
@ExtendWith(OneServer.class)
@ParameterizedClass
@EnumSource(TransferManagerIT.Engine.class)
class TransferManagerIT {

  /** The S3 client below. */
  enum Engine {
    JAVA(
        server ->
            server
                .as(S3AsyncClient.builder())
                .multipartEnabled(true)
                .multipartConfiguration(
                    parts ->
                        parts.minimumPartSizeInBytes((long) PART).thresholdInBytes((long) PART))
                .build()),
    /** S3 in the common runtime: native code that signs, splits and checks by itself. */
    CRT(
        server ->
            S3AsyncClient.crtBuilder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(server.credentials())
                .minimumPartSizeInBytes((long) PART)
                .thresholdInBytes((long) PART)
                .build());

    private final Function<Server, S3AsyncClient> made;

    Engine(Function<Server, S3AsyncClient> made) {
      this.made = made;
    }
  }

  @Parameter Engine engine;
  @TempDir Path folder;

  private S3AsyncClient s3;
  private S3TransferManager transfers;
  private String bucket;

  @BeforeEach
  void open(Server server) {
    s3 = engine.made.apply(server);
    transfers = S3TransferManager.builder().s3Client(s3).build();
    bucket = Buckets.name("transfer");
    s3.createBucket(made -> made.bucket(bucket)).join();
  }

  @AfterEach
  void close() {
    transfers.close();
    s3.close();
  }

  @Test
  void aLargeFileGoesUpInPartsIsCopiedAndComesDown() throws IOException {
    byte[] content = Content.of(LARGE, 5);
    Path file = Files.write(folder.resolve("file"), content);
    Path back = folder.resolve("back");

    transfers
        .uploadFile(up -> up.source(file).putObjectRequest(put -> put.bucket(bucket).key("up")))
        .completionFuture()
        .join();
    transfers
        .copy(
            copy ->
                copy.copyObjectRequest(
                    request ->
                        request
                            .sourceBucket(bucket)
                            .sourceKey("up")
                            .destinationBucket(bucket)
                            .destinationKey("copied")))
        .completionFuture()
        .join();
    transfers
        .downloadFile(
            down ->
                down.destination(back).getObjectRequest(get -> get.bucket(bucket).key("copied")))
        .completionFuture()
        .join();

    assertThat(back).hasBinaryContent(content);
    assertThat(parts("up")).isEqualTo(3);
  }

  private int parts(String key) {
    return s3.getObjectAttributes(
            get -> get.bucket(bucket).key(key).objectAttributes(ObjectAttributes.OBJECT_PARTS))
        .join()
        .objectParts()
        .totalPartsCount();
  }

  @Test
  void aFolderGoesUpAndComesDownAsItWas() throws IOException {
    Path from = Files.createDirectories(folder.resolve("from/deep/er")).getParent().getParent();
    Path to = folder.resolve("to");
    Files.writeString(from.resolve("plain.txt"), "plain");
    Files.writeString(from.resolve("deep/with space+plus.txt"), "signs");
    Files.writeString(from.resolve("deep/er/ümläut"), "letters");

    var sent =
        transfers
            .uploadDirectory(up -> up.source(from).bucket(bucket).s3Prefix("p"))
            .completionFuture()
            .join();
    var got =
        transfers
            .downloadDirectory(
                down ->
                    down.destination(to)
                        .bucket(bucket)
                        .listObjectsV2RequestTransformer(list -> list.prefix("p/")))
            .completionFuture()
            .join();

    assertThat(sent.failedTransfers()).isEmpty();
    assertThat(got.failedTransfers()).isEmpty();
    assertThat(to.resolve("plain.txt")).hasContent("plain");
    assertThat(to.resolve("deep/with space+plus.txt")).hasContent("signs");
    assertThat(to.resolve("deep/er/ümläut")).hasContent("letters");
  }

  @Test
  void aDownloadThatWasPausedIsResumed() throws IOException {
    byte[] content = Content.of(LARGE, 6);
    Path back = folder.resolve("back");
    s3.putObject(put -> put.bucket(bucket).key("k"), AsyncRequestBody.fromBytes(content)).join();

    var paused =
        transfers
            .downloadFile(
                down -> down.destination(back).getObjectRequest(get -> get.bucket(bucket).key("k")))
            .pause();
    transfers.resumeDownloadFile(paused).completionFuture().join();

    assertThat(back).hasBinaryContent(content);
  }
}
