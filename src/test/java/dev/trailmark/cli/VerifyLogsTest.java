package dev.trailmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.integrity.DigestMaker;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class VerifyLogsTest {

  @TempDir private Path folder;

  private final DigestMaker trail = new DigestMaker(41).hour(0).hour(2).hour(1);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path keys;
  private Path logs;

  @BeforeEach
  void write() throws IOException {
    keys = Files.writeString(folder.resolve("keys.json"), trail.publicKeys());
    logs = Files.createDirectory(folder.resolve("logs"));
    for (Map.Entry<String, byte[]> file : trail.files().entrySet()) {
      Files.write(logs.resolve(file.getKey()), file.getValue());
    }
  }

  @Test
  void aFolderThatNobodyTouchedIsProvedWithKeysThatWereFetched() {
    assertThat(run(logs.toString(), "--public-keys", keys.toString())).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "",
            "Results found for 2025-10-26T23:57:14Z to 2025-10-27T02:57:14Z:",
            "",
            "3/3 digest files valid",
            "3/3 log files valid",
            "",
            "Proved: CloudTrail delivered these log files as they are.");
  }

  @Test
  void aZipIsReadAsTheFolderIs() throws IOException {
    Path zip = folder.resolve("logs.zip");
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream packed = new ZipOutputStream(file)) {
      for (Map.Entry<String, byte[]> each : trail.files().entrySet()) {
        packed.putNextEntry(new ZipEntry("ada/" + each.getKey()));
        packed.write(each.getValue());
      }
    }

    assertThat(run(zip.toString(), "--public-keys", keys.toString())).isZero();
  }

  @Test
  void withoutKeysItIsConsistentWithItselfOnly() {
    assertThat(run(logs.toString())).isEqualTo(3);
    assertThat(out.toString())
        .contains("NOT PROVED: no public key fetched from CloudTrail to check its signature")
        .contains("0/3 log files valid, 3/3 log files NOT PROVED")
        .contains("Not proved: consistent with themselves, which a forgery can be too.");
  }

  @Test
  void aChangedLogIsNamedWithItsFile() throws IOException {
    String name = name(trail.log(1));
    Files.write(logs.resolve(name), DigestMaker.gzip("{\"Records\":[]}".getBytes()));

    assertThat(run(logs.toString(), "--public-keys", keys.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "Log file\ts3://trailbucket/%s in %s\tINVALID: hash value doesn't match"
                .formatted(trail.log(1).key(), name))
        .contains("2/3 log files valid, 1/3 log files INVALID")
        .contains("CHANGED: not all of this is as CloudTrail delivered it.");
  }

  @Test
  void whatWasFoundIsToldAsJsonToo() throws IOException {
    Files.delete(logs.resolve(name(trail.log(0))));

    assertThat(run(logs.toString(), "--json", "--public-keys", keys.toString())).isEqualTo(3);
    JsonNode found = new ObjectMapper().readTree(out.toString());
    assertThat(found.path("outcome").asText()).isEqualTo("notProved");
    assertThat(found.at("/counts/log/missing").asInt()).isEqualTo(1);
    assertThat(found.at("/counts/digest/valid").asInt()).isEqualTo(3);
    assertThat(found.at("/files")).hasSize(6);
  }

  @Test
  void validFilesAreNamedOnRequest() {
    run(logs.toString(), "--public-keys", keys.toString(), "--verbose");

    assertThat(out.toString())
        .contains("valid: proved by s3://trailbucket/" + trail.digest(1).key());
  }

  @Test
  void onlyTheGivenTimeIsChecked() {
    int code =
        run(
            logs.toString(),
            "--public-keys=" + keys,
            "--since=2025-10-27T00:00:00Z",
            "--until=2025-10-26T22:10:00-03:00");

    assertThat(code).isZero();
    assertThat(out.toString()).contains("2/2 digest files valid").contains("2/2 log files valid");
  }

  @Test
  void whatWasNotLookedIntoIsNotProved() throws IOException {
    Files.createSymbolicLink(logs.resolve("more.json.gz"), keys);

    assertThat(run(logs.toString(), "--public-keys", keys.toString())).isEqualTo(3);
    assertThat(out.toString()).contains("Not looked into: more.json.gz");
  }

  @Test
  void aFolderWithoutDigestsProvesNothing() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThat(run(empty.toString())).isEqualTo(3);
    assertThat(out.toString()).contains("No digests found").contains("Not proved");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | give a folder or zip, or --bucket NAME",
        "logs --bucket b | give a folder or zip, or --bucket NAME",
        "--bucket b | --bucket needs --endpoint URL or --target aws",
        "logs --prefix p | --prefix goes with --bucket",
        "no-such-folder | no-such-folder: no such file or folder",
        "logs --since monday | is not a time such as 2025-10-27T00:00:00Z",
        "logs --since 2025-10-28 --until 2025-10-27 | --since is later than --until",
        "logs --public-keys none.json | none.json: no such file",
        "logs --public-keys logs | logs: ",
      })
  void aWrongCommandLineIsOneLineAndExitCode2(String arguments, String expected) {
    List<String> words = new ArrayList<>(List.of(arguments.split(" ")));
    words.removeIf(String::isEmpty);
    words.replaceAll(word -> word.equals("logs") ? logs.toString() : word);

    assertThat(run(words.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).startsWith("trailmark: ").contains(expected);
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void anEndpointThatDoesNotAnswerIsExitCode3() {
    int code = run("--bucket=trailbucket", "--endpoint=http://127.0.0.1:1");

    assertThat(code).isEqualTo(3);
    assertThat(err.toString()).contains("http://127.0.0.1:1");
  }

  private static String name(DigestMaker.Made made) {
    return made.key().substring(made.key().lastIndexOf('/') + 1);
  }

  private int run(String... arguments) {
    CommandLine command = Trailmark.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    List<String> words = new ArrayList<>(List.of("verify-logs"));
    words.addAll(List.of(arguments));
    return command.execute(words.toArray(String[]::new));
  }
}
