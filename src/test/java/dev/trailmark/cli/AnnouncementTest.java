package dev.trailmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.target.LabSignIn;
import dev.trailmark.target.SimulatedAccount;
import dev.trailmark.target.SimulatorSettings.Key;
import dev.trailmark.target.SimulatorSettings.Seed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class AnnouncementTest {
  @TempDir Path data;

  @Test
  void eachAccountIsShownOnceAlsoInADirectoryThatHeldSomething() throws IOException {
    Files.writeString(data.resolve("notes.txt"), "here before");
    SimulatedAccount first = account("111122223333", key("AKIAFIRST"));

    assertThat(announce(List.of(), first)).contains("AKIAFIRST", "secret of AKIAFIRST");
    assertThat(announce(List.of(), first)).isEmpty();
    assertThat(announce(List.of(), first, account("444455556666", key("AKIASECOND"))))
        .contains("AKIASECOND")
        .doesNotContain("AKIAFIRST");
  }

  @Test
  void whatIsKeptAboutThemHoldsNoSecret() throws IOException {
    announce(List.of(), account("111122223333", key("AKIAFIRST")));

    assertThat(Files.readString(data.resolve("announced"))).isEqualTo("111122223333\n");
  }

  @Test
  void keysThatWereGivenAreNotRepeated() {
    Seed seed =
        new Seed(
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Key("AKIAGIVEN", "hush")),
            Optional.empty());

    assertThat(announce(List.of(seed), account("111122223333", key("AKIAGIVEN"))))
        .contains("Account 111122223333", "AKIASTUDENT")
        .doesNotContain("AKIAGIVEN");
  }

  @Test
  void aKeyThatWasDeletedIsLeftOut() {
    assertThat(announce(List.of(), account("111122223333", AnonymousCredentialsProvider.create())))
        .contains("AKIASTUDENT")
        .doesNotContain("null");
  }

  private String announce(List<Seed> seeds, SimulatedAccount... accounts) {
    StringWriter out = new StringWriter();
    CommandLine command = Trailmark.commandLine();
    command.setOut(new PrintWriter(out, true));
    new Announcement(Optional.of(data), new Output(command.getCommandSpec()))
        .make(List.of(accounts), seeds);
    return out.toString();
  }

  private static SimulatedAccount account(String id, AwsCredentialsProvider root) {
    return new SimulatedAccount(
        id, root, new LabSignIn(key("AKIASTUDENT"), "arn:aws:iam::" + id + ":role/AWSLabsUser"));
  }

  private static AwsCredentialsProvider key(String id) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, "secret of " + id));
  }
}
