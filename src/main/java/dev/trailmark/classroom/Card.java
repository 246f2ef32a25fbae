package dev.trailmark.classroom;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.report.format.Inline;
import dev.trailmark.report.format.Markdown;
import dev.trailmark.report.format.Templates;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a student gets: where to work and with which key, as Markdown and as HTML to print. Cards
 * hold secrets; their owner alone may read the files.
 *
 * @param student whose card it is
 * @param server the URL that the student uses
 * @param region the region that the lab is done in
 * @param provided what the server answered, with credentials
 */
record Card(Student student, String server, String region, JsonNode provided) {

  /** Where a student's card is. */
  static Path markdown(Path folder, Student student) {
    return folder.resolve(student.id() + ".md");
  }

  void write(Path folder) throws IOException {
    SecretFile.write(markdown(folder, student), text());
    StringWriter page = new StringWriter();
    Templates.write(
        "card.ftlh",
        Map.of(
            "student", student.name(),
            "facts", facts(),
            "environment", environment(),
            "powershell", powershell(),
            "profile", profile(),
            "style", Inline.resource("/dev/trailmark/report/card.css")),
        page);
    SecretFile.write(folder.resolve(student.id() + ".html"), page.toString());
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    text.append("# An AWS account for ").append(Markdown.text(student.name())).append("\n\n");
    text.append("It is on a simulator, costs nothing, and is yours alone: share this with nobody.");
    text.append("\n\n| | |\n|---|---|\n");
    facts()
        .forEach(
            (name, value) ->
                text.append("| ")
                    .append(name)
                    .append(" | ")
                    .append(Markdown.cellCode(value))
                    .append(" |\n"));
    block(
        text, "In `~/.aws/config`, to work with `--profile lab` as the lab does", "ini", profile());
    block(text, "Or in a shell, as the user who may assume that role", "sh", environment());
    block(text, "The same in PowerShell", "powershell", powershell());
    block(text, "Try it", "sh", "aws sts get-caller-identity --profile lab\n");
    return text.toString();
  }

  private static void block(StringBuilder text, String title, String language, String code) {
    text.append("\n## ").append(title).append("\n\n```").append(language).append('\n');
    text.append(code).append("```\n");
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Endpoint", server);
    facts.put("Region", region);
    facts.put("Account", provided.path("account").asText());
    facts.put("User", provided.path("user").asText());
    facts.put("Access key ID", provided.at("/credentials/accessKeyId").asText());
    facts.put("Secret access key", provided.at("/credentials/secretAccessKey").asText());
    facts.put("Role for the lab", provided.path("role").asText());
    return facts;
  }

  private String environment() {
    return lines("export %s=%s%n");
  }

  private String powershell() {
    return lines("$env:%s = \"%s\"%n");
  }

  private String lines(String format) {
    StringBuilder lines = new StringBuilder();
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AWS_ENDPOINT_URL", server);
    variables.put("AWS_REGION", region);
    variables.put("AWS_DEFAULT_REGION", region);
    variables.put("AWS_ACCESS_KEY_ID", facts().get("Access key ID"));
    variables.put("AWS_SECRET_ACCESS_KEY", facts().get("Secret access key"));
    variables.forEach(
        (name, value) -> lines.append(format.replace("%n", "\n").formatted(name, value)));
    return lines.toString();
  }

  private String profile() {
    return """
    [profile lab]
    endpoint_url = %s
    region = %s
    role_arn = %s
    source_profile = lab-user

    [profile lab-user]
    endpoint_url = %s
    region = %s
    aws_access_key_id = %s
    aws_secret_access_key = %s
    """
        .formatted(
            server,
            region,
            facts().get("Role for the lab"),
            server,
            region,
            facts().get("Access key ID"),
            facts().get("Secret access key"));
  }
}
